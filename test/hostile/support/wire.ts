import { connect, type Socket } from 'node:net';

/** One connection by hand, as somebody opens it who keeps to no rule. */
export interface Line {
  readonly socket: Socket;
  readonly heard: () => string;
  /** What came, once the other side has ended it. */
  readonly ended: Promise<string>;
}

export async function open(url: string): Promise<Line> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let text = '';
  socket.on('data', (data) => (text += data.toString('latin1')));
  // A reset is an end like any other.
  socket.on('error', () => {});
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  await new Promise((resolve) => socket.once('connect', resolve));
  return { socket, heard: () => text, ended };
}

/** Sends these bytes and waits for the end of the connection. */
export async function say(url: string, bytes: string | Uint8Array): Promise<string> {
  const line = await open(url);
  line.socket.write(bytes);
  return line.ended;
}

export interface Heard {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

/** The answers on one connection, in order. Throws at the first byte that is none of HTTP's. */
export function answersIn(text: string): Heard[] {
  const answers: Heard[] = [];
  for (let rest = text; rest !== ''; ) {
    const head = /^HTTP\/1\.1 (\d{3}) [\w '-]*\r\n((?:[\w-]+: [^\r\n]*\r\n)*)\r\n/.exec(rest);
    if (!head) throw new Error(`this is not HTTP: ${JSON.stringify(rest.slice(0, 200))}`);
    const [whole, status, headers = ''] = head;
    const length = Number(/^content-length: (\d+)\r$/im.exec(headers)?.[1] ?? 0);
    answers.push({ status: Number(status), headers, body: rest.slice(whole.length, whole.length + length) });
    rest = rest.slice(whole.length + length);
  }
  return answers;
}

/** A request as it stands on the wire. */
export function request(line: string, headers: Readonly<Record<string, string>> = {}, body = ''): string {
  const all = { Host: 'sekisho', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${line} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** Sockets this process holds, the server's and ours. */
export function sockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
}

/** Waits until they are no more than before: what nobody closes would stay for ever. */
export async function untilSocketsAre(before: number, withinMs = 20_000): Promise<void> {
  const until = Date.now() + withinMs;
  while (sockets() > before) {
    if (Date.now() > until) throw new Error(`${sockets()} sockets, ${before} before`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
