/** As much of an HTML reader as the tests need; what the console writes is well-formed. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Every start tag, in order, its attributes still escaped as written. */
export function elementsOf(html: string): Element[] {
  return [...html.matchAll(/<([a-z][a-z0-9]*)((?:\s+[^\s"'<>/=]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, tag = '', attributes = '']) => ({
      tag: tag.toLowerCase(),
      attributes: Object.fromEntries(
        [...attributes.matchAll(/([^\s"'<>/=]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [
          name.toLowerCase(),
          value,
        ]),
      ),
    }),
  );
}

export function named(html: string, tag: string): Element[] {
  return elementsOf(html).filter((element) => element.tag === tag);
}

/** The forms of a page by the last part of their address, with what a browser would send if nothing were touched. */
export function formsOf(html: string): Record<string, { action: string; fields: Record<string, string> }> {
  const forms = [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => {
    const action = unescape(elementsOf(form)[0]?.attributes.action ?? '');
    const hidden = named(form, 'input').filter(({ attributes }) => attributes.type === 'hidden');
    const fields = hidden.map(({ attributes }): [string, string] => [
      attributes.name ?? '',
      unescape(attributes.value ?? ''),
    ]);
    return [action.split('/').at(-1) ?? '', { action, fields: Object.fromEntries(fields) }] as const;
  });
  return Object.fromEntries(forms);
}

export function unescape(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
