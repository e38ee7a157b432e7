import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import { KubeObject } from '../KubeObject';
import { Store } from '../Store';
import { UserInfo } from './UserInfo';

const AUDIENCE = 'https://kubernetes.default.svc';

export function serviceAccountUser(namespace: string, name: string): UserInfo {
  const all = 'system:serviceaccounts';
  const groups = [all, `${all}:${namespace}`, 'system:authenticated'];
  return { username: `system:serviceaccount:${namespace}:${name}`, groups };
}

/** Tokens of service accounts: signed claims that nothing has to store. */
export class Tokens {
  private readonly key: Buffer;

  constructor(private readonly store: Store, file?: string) {
    this.key =
      file && fs.existsSync(file) ? fs.readFileSync(file) : randomBytes(32);
    if (file) {
      fs.writeFileSync(file, this.key, { mode: 0o600 });
    }
  }

  /** The status of a TokenRequest. */
  issue({ metadata }: KubeObject, seconds: number, audiences = [AUDIENCE]) {
    const { namespace, name, uid } = metadata;
    const expires = Date.now() + seconds * 1000;
    const claims = JSON.stringify({ namespace, name, uid, audiences, expires });
    const text = Buffer.from(claims).toString('base64url');
    const expirationTimestamp = new Date(expires).toISOString();
    return { token: `${text}.${this.sign(text)}`, expirationTimestamp };
  }

  /** Who holds a token, if it is ours, not too old, and the account is there. */
  verify(token: string, audience = AUDIENCE): UserInfo | undefined {
    const [text, signature = ''] = token.split('.');
    const [given, good] = [signature, this.sign(text)].map(sign =>
      Buffer.from(sign),
    );
    if (given.length !== good.length || !timingSafeEqual(given, good)) {
      return undefined;
    }
    const claims = JSON.parse(Buffer.from(text, 'base64url').toString());
    const { namespace, name, uid, audiences, expires } = claims;
    const account = this.store.get('/serviceaccounts', namespace, name);
    const valid =
      account?.metadata.uid === uid &&
      expires > Date.now() &&
      audiences.includes(audience);
    return valid ? { ...serviceAccountUser(namespace, name), uid } : undefined;
  }

  private sign(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('base64url');
  }
}
