/** Asks one question; rejects if it could not be answered. */
export type Ask<Q, A> = (question: Q) => Promise<A>;

interface Waiting<Q, A> {
  readonly question: Q;
  readonly answer: (answer: A) => void;
  readonly fail: (error: unknown) => void;
}

interface Limits {
  /** Asked at once at most. Default 256. */
  readonly together?: number;
  /** Who comes while so many wait is turned away by `full`. Default 4096. */
  readonly waiting?: number;
  readonly full: () => Error;
}

/**
 * Group commit: what is asked while others are being answered waits for them to be done and then goes together, in one
 * transaction that `answerAll` commits before it returns. The busier, the larger the groups; who is alone waits for nobody. Answers are in the order of the questions. If it fails, it fails for all who were
 * in it, and for nobody else.
 */
export function gathered<Q, A>(
  answerAll: (questions: readonly Q[]) => Promise<readonly A[]>,
  { together = 256, waiting = 4_096, full }: Limits,
): Ask<Q, A> {
  const queue: Waiting<Q, A>[] = [];
  let underWay = false;

  async function drain(): Promise<void> {
    while (queue.length > 0) await answerGroup(queue.splice(0, together), answerAll);
    underWay = false;
  }

  return (question) => {
    if (queue.length >= waiting) return Promise.reject(full());
    return new Promise<A>((answer, fail) => {
      queue.push({ question, answer, fail });
      if (underWay) return;
      underWay = true;
      // Requests that have been read in the same round are asked in the same group.
      setImmediate(() => void drain());
    });
  };
}

async function answerGroup<Q, A>(
  group: readonly Waiting<Q, A>[],
  answerAll: (questions: readonly Q[]) => Promise<readonly A[]>,
): Promise<void> {
  try {
    const answers = await answerAll(group.map(({ question }) => question));
    if (answers.length !== group.length)
      throw new Error('as many answers as questions, no more and no fewer');
    for (const [n, { answer }] of group.entries()) answer(answers[n] as A);
  } catch (error) {
    for (const { fail } of group) fail(error);
  }
}
