/** As much of a browser as a sign-in needs: cookies, redirects, forms. Cookies know no ports, as in real ones. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** Every Set-Cookie line seen, newest last. */
  readonly setCookies: string[] = [];

  /** Origins that stand for another one, where a test serves by http what calls itself https. */
  constructor(private readonly origins: Record<string, string> = {}) {}

  /** One request, no redirect followed. */
  async request(
    address: string | URL,
    init: { form?: Record<string, string>; headers?: Record<string, string> } = {},
  ) {
    const url = new URL(address);
    const response = await fetch((this.origins[url.origin] ?? url.origin) + url.pathname + url.search, {
      method: init.form ? 'POST' : 'GET',
      body: init.form ? new URLSearchParams(init.form) : null,
      headers: { cookie: [...this.cookies].map((pair) => pair.join('=')).join('; '), ...init.headers },
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const location = response.headers.get('location');
    return {
      status: response.status,
      location: location === null ? undefined : new URL(location, url),
      text: await response.text(),
      headers: response.headers,
    };
  }

  /** Follows redirects until `stop` says so or there is none; gives back every address passed. */
  async follow(address: string | URL, stop: (url: URL) => boolean = () => false) {
    const passed = [new URL(address)];
    for (;;) {
      const url = passed.at(-1);
      if (!url || passed.length > 10) throw new Error('lost');
      const page = await this.request(url);
      if (!page.location) return { url, passed, page };
      passed.push(page.location);
      if (stop(page.location)) return { url: page.location, passed, page };
    }
  }

  #keep(line: string): void {
    this.setCookies.push(line);
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const gone = /expires=thu, 01 jan 1970/i.test(line) || value === '';
    if (gone) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
