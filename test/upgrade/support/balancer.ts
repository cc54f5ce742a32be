import http from 'node:http';

export interface Balancer {
  readonly url: string;
  /** Which APIs stand behind it; each request goes to the next of them. */
  serve(...ports: number[]): void;
  /** How many requests each has had. */
  readonly served: ReadonlyMap<number, number>;
  stop(): Promise<void>;
}

/** What stands before the copies of the API in a rolling deployment: one request here, the next there. */
export async function startBalancer(port: number): Promise<Balancer> {
  let targets: number[] = [];
  let turn = 0;
  const served = new Map<number, number>();
  const server = http.createServer((request, response) => {
    const target = targets[turn++ % targets.length];
    if (target === undefined) return void response.writeHead(502).end();
    served.set(target, (served.get(target) ?? 0) + 1);
    const { method, url, headers } = request;
    const onward = http.request({ host: '127.0.0.1', port: target, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    served,
    serve: (...ports) => {
      targets = ports;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
