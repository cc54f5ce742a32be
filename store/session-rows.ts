import type { Db } from './db.js';

/** Console sessions in the register: only the hash of a cookie is kept. */
export function sessionRows(db: Db) {
  return {
    create: async (session: {
      idHash: Buffer;
      sub: string;
      createdAt: Date;
      expiresAt: Date;
    }): Promise<void> => {
      const { idHash, sub, createdAt, expiresAt } = session;
      const values = {
        id_hash: idHash,
        sub,
        created_at: createdAt.toISOString(),
        expires_at: expiresAt.toISOString(),
      };
      await db.insertInto('sessions').values(values).execute();
    },
    find: async (idHash: Buffer) => {
      const row = await db
        .selectFrom('sessions')
        .selectAll()
        .where('id_hash', '=', idHash)
        .executeTakeFirst();
      return (
        row && { idHash: row.id_hash, sub: row.sub, createdAt: row.created_at, expiresAt: row.expires_at }
      );
    },
    touch: async (idHash: Buffer, expiresAt: Date): Promise<void> => {
      await db
        .updateTable('sessions')
        .set({ expires_at: expiresAt.toISOString() })
        .where('id_hash', '=', idHash)
        .execute();
    },
    delete: async (idHash: Buffer): Promise<void> => {
      await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute();
    },
  };
}
