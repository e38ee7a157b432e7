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
  let current: unknown = error;
  while (isError(current) && texts.length < 8) {
    texts.push(`${current.name} ${current.code ?? ''} ${current.message}`);
    current = current.cause;
  }
  const unknown = unknownOfText(texts.join(' '));
  const reason = texts
    .at(-1)
    ?.replace(/^\S*Error\s+/, '')
    .trim();
  return new ClusterError(
    unknown,
    `cluster ${cluster} can't be reached: ${reason || 'no reason given'}`,
    undefined,
    { cause: error },
  );
}
