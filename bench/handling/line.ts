import { connect, type Socket } from 'node:net';

/** One connection that is kept: a request, its answer, the next. By hand, so that the driver costs little beside the API. */
export interface Line {
  /** The status and body of the answer. */
  ask(request: string): Promise<{ status: number; body: string }>;
  close(): void;
}

export async function openLine(port: number, localAddress: string | undefined): Promise<Line> {
  const socket = connect({ port, host: '127.0.0.1', ...(localAddress ? { localAddress } : {}) });
  socket.setNoDelay(true);
  socket.setEncoding('latin1');
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return lineOn(socket);
}

function lineOn(socket: Socket): Line {
  let waiting:
    | { resolve: (answer: { status: number; body: string }) => void; reject: (e: Error) => void }
    | undefined;
  let read = '';
  const fail = () => waiting?.reject(new Error('the connection ended before its answer'));
  socket.on('error', fail);
  socket.on('close', fail);
  socket.on('data', (text: string) => {
    read += text;
    const head = read.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(read)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) return fail();
    if (read.length < head + 4 + length) return;
    const answer = { status: Number(read.slice(9, 12)), body: read.slice(head + 4, head + 4 + length) };
    read = read.slice(head + 4 + length);
    const asked = waiting;
    waiting = undefined;
    asked?.resolve(answer);
  });
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request, 'latin1');
      }),
    close: () => socket.destroy(),
  };
}
