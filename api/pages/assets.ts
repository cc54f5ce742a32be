import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import express, { type Router } from 'express';

export interface Assets {
  /** Addresses for the pages. A new content is a new address: nothing is ever stale. */
  readonly addresses: { readonly styles: string; readonly icon: string; readonly passkey: string };
  readonly router: Router;
}

/** In the order in which one may overrule the other. */
const SHEETS = [
  'theme',
  'ground',
  'frame',
  'blocks',
  'tables',
  'marks',
  'timeline',
  'explain',
  'lists',
  'forms',
  'questionnaire',
].map((name) => `${name}.css`);
const YEAR_SECONDS = 31_536_000;

/** The style sheet (the Digital Agency's tokens, then ours), the icon and the script of passkeys, read once and served for good. */
export function loadAssets(): Assets {
  const tokens = createRequire(import.meta.url).resolve('@digital-go-jp/design-tokens/dist/tokens.css');
  const own = (name: string) => readFileSync(new URL(`../../web/assets/${name}`, import.meta.url), 'utf8');
  const styles = asset('console', 'css', [readFileSync(tokens, 'utf8'), ...SHEETS.map(own)].join('\n'));
  const icon = asset('icon', 'svg', own('icon.svg'));
  const passkey = asset('passkey', 'js', own('passkey.js'));
  const router = express.Router();
  for (const { address, type, content } of [styles, icon, passkey])
    router.get(address, (_req, res) => {
      res.setHeader('Cache-Control', `public, max-age=${YEAR_SECONDS}, immutable`);
      res.type(type).send(content);
    });
  return { addresses: { styles: styles.address, icon: icon.address, passkey: passkey.address }, router };
}

function asset(name: string, type: 'css' | 'svg' | 'js', content: string) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { address: `/assets/${name}.${hash}.${type}`, type, content };
}
