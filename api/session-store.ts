/** A console session as kept: the cookie's value is not in it, only its hash. */
export interface StoredSession {
  /** SHA-256 of the cookie's value: who reads the table cannot become anyone. */
  idHash: Buffer;
  sub: string;
  createdAt: Date;
  expiresAt: Date;
}

export interface SessionStore {
  create(session: StoredSession): Promise<void>;
  find(idHash: Buffer): Promise<StoredSession | undefined>;
  touch(idHash: Buffer, expiresAt: Date): Promise<void>;
  delete(idHash: Buffer): Promise<void>;
}

/** For tests. */
export function memorySessionStore(): SessionStore & { all(): StoredSession[] } {
  const sessions = new Map<string, StoredSession>();
  const key = (idHash: Buffer): string => idHash.toString('hex');
  return {
    all: () => [...sessions.values()],
    create: async (session) => {
      sessions.set(key(session.idHash), session);
    },
    find: async (idHash) => sessions.get(key(idHash)),
    touch: async (idHash, expiresAt) => {
      const session = sessions.get(key(idHash));
      if (session) sessions.set(key(idHash), { ...session, expiresAt });
    },
    delete: async (idHash) => {
      sessions.delete(key(idHash));
    },
  };
}
