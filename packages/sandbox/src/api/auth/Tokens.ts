import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import { KubeObject } from '../KubeObject';
import { Store } from '../Store';
import { UserInfo } from './UserInfo';

interface Claims {
  namespace: string;
  name: string;
  uid: string;
  audiences: string[];
  expires: number;
}

export const AUDIENCE = 'https://kubernetes.default.svc';

export function serviceAccountUser(namespace: string, name: string): UserInfo {
  return {
    username: `system:serviceaccount:${namespace}:${name}`,
    groups: [
      'system:serviceaccounts',
      `system:serviceaccounts:${namespace}`,
      'system:authenticated',
    ],
  };
}

/** Tokens of service accounts: signed claims that nothing has to store. */
export class Tokens {
  private readonly key: Buffer;

  constructor(private readonly store: Store, keyFile?: string) {
    if (keyFile && fs.existsSync(keyFile)) {
      this.key = fs.readFileSync(keyFile);
    } else {
      this.key = randomBytes(32);
      if (keyFile) {
        fs.writeFileSync(keyFile, this.key, { mode: 0o600 });
      }
    }
  }

  issue(account: KubeObject, audiences: string[], seconds: number) {
    const { namespace = '', name, uid = '' } = account.metadata;
    const expires = Math.floor(Date.now() / 1000) + seconds;
    const claims: Claims = { namespace, name, uid, audiences, expires };
    const text = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const expirationTimestamp = new Date(expires * 1000)
      .toISOString()
      .replace('.000Z', 'Z');
    return { token: `${text}.${this.sign(text)}`, expirationTimestamp };
  }

  /** Who holds a token, if it is ours, not too old, and the account is there. */
  verify(token: string, audience = AUDIENCE): UserInfo | undefined {
    const [text, signature = ''] = token.split('.');
    const [given, good] = [signature, this.sign(text)].map(s => Buffer.from(s));
    if (given.length !== good.length || !timingSafeEqual(given, good)) {
      return undefined;
    }
    const claims: Claims = JSON.parse(
      Buffer.from(text, 'base64url').toString(),
    );
    const { namespace, name, uid } = claims;
    const account = this.store.get('/serviceaccounts', namespace, name);
    return account?.metadata.uid === uid &&
      claims.expires * 1000 > Date.now() &&
      claims.audiences.includes(audience)
      ? { ...serviceAccountUser(namespace, name), uid }
      : undefined;
  }

  private sign(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('base64url');
  }
}
