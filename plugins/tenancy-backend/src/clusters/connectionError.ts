import { isError } from '@backstage/errors';
import type { Unknown } from '@groundwork/engine';
import { ClusterError } from './ClusterError';

const TLS_CODE =
  /CERT|SSL|TLS|UNABLE_TO_VERIFY|SELF_SIGNED|certificate|self-signed/;
const TIMEOUT_CODE = /ETIMEDOUT|TIMEOUT|TimeoutError|timed out/i;

/**
 * Names the reason why a connection failed, from the text or code that Node gives.
 */
export function unknownOfText(text: string): Unknown {
  if (TLS_CODE.test(text)) {
    return 'tls';
  }
  return TIMEOUT_CODE.test(text) ? 'timeout' : 'unreachable';
}

/**
 * Turns whatever broke a connection into a {@link ClusterError}.
 */
export function connectionError(cluster: string, error: unknown): ClusterError {
  if (error instanceof ClusterError) {
    return error;
  }
  const texts: string[] = [];
  let reason = '';
  let current: unknown = error;
  while (isError(current) && texts.length < 8) {
    texts.push(`${current.name} ${current.code ?? ''} ${current.message}`);
    reason = current.message || String(current.code ?? reason);
    current = current.cause;
  }
  return new ClusterError(
    unknownOfText(texts.join(' ')),
    `cluster ${cluster} cannot be reached: ${reason || 'no reason given'}`,
    undefined,
    { cause: error },
  );
}
