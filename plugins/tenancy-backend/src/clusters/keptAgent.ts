import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';

/** Milliseconds after which a connection that nobody uses is closed: long before a server or what stands between closes it. */
const IDLE = 4_000;

/** What a connection is made with. */
const TRAITS = [
  'ca',
  'cert',
  'key',
  'pfx',
  'passphrase',
  'rejectUnauthorized',
  'servername',
] as const;

/**
 * Keeps the connections to a server from one request to the next, for as long as they are made with the same certificates:
 * the client makes an agent for each request, and with it a new connection with a handshake of its own.
 */
export function keptAgent(): (
  url: URL,
  options: RequestOptions,
) => RequestOptions['agent'] {
  let kept: { key: string; agent: HttpAgent } | undefined;
  return (url, options) => {
    const { agent: made } = options;
    // One that goes over a proxy has ways of its own.
    const isPlain =
      made?.constructor === HttpsAgent || made?.constructor === HttpAgent;
    if (!isPlain) {
      return made;
    }
    const traits = Object.fromEntries(
      TRAITS.map(trait => [trait, options[trait]]),
    );
    const key = JSON.stringify([
      url.origin,
      ...Object.values(traits).map(told),
    ]);
    if (kept?.key !== key) {
      const Kind = url.protocol === 'http:' ? HttpAgent : HttpsAgent;
      // What is open with the one before stays until it ends.
      kept = {
        key,
        agent: new Kind({ ...traits, keepAlive: true, timeout: IDLE }),
      };
    }
    return kept.agent;
  };
}

function told(trait: unknown): unknown {
  return Buffer.isBuffer(trait) ? trait.toString('base64') : trait;
}
