import {
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import fs from 'node:fs';
import { KubeObject } from '../KubeObject';
import { Store } from '../Store';
import { timestamp } from '../Writer';
import { UserInfo } from './UserInfo';

const AUDIENCE = 'https://kubernetes.default.svc';

export function serviceAccountUser(namespace: string, name: string): UserInfo {
  const all = 'system:serviceaccounts';
  const groups = [all, `${all}:${namespace}`, 'system:authenticated'];
  return { username: `system:serviceaccount:${namespace}:${name}`, groups };
}

/** Tokens of service accounts: signed claims that nothing has to store. */
export class Tokens {
  readonly #store: Store;

  readonly #key: Buffer;

  constructor(store: Store, file?: string) {
    this.#store = store;

    const known = file && fs.existsSync(file);
    this.#key = known ? fs.readFileSync(file) : randomBytes(32);
    if (file && !known) {
      fs.writeFileSync(file, this.#key, { mode: 0o600 });
    }
  }

  /** The status of a TokenRequest. */
  issue({ metadata }: KubeObject, seconds: number, audiences = [AUDIENCE]) {
    const { namespace, name, uid } = metadata;
    const expires = Date.now() + seconds * 1000;
    const claims = JSON.stringify({ namespace, name, uid, audiences, expires });
    const text = Buffer.from(claims).toString('base64url');
    const expirationTimestamp = timestamp(expires);
    return { token: `${text}.${this.#sign(text)}`, expirationTimestamp };
  }

  /** Who holds a token, if it is ours, not too old, and the account is there. */
  verify(token: string, audience = AUDIENCE): UserInfo | undefined {
    const [text, signature = ''] = token.split('.');
    const hash = (sign: string) => createHash('sha256').update(sign).digest();
    if (!timingSafeEqual(hash(signature), hash(this.#sign(text)))) {
      return undefined;
    }
    const claims = JSON.parse(Buffer.from(text, 'base64url').toString());
    const { namespace, name, uid, audiences, expires } = claims;
    const account = this.#store.get('/serviceaccounts', namespace, name);
    const valid =
      account?.metadata.uid === uid &&
      expires > Date.now() &&
      audiences.includes(audience);
    return valid ? { ...serviceAccountUser(namespace, name), uid } : undefined;
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }
}
