import { ClusterError } from './ClusterError';
import { unknownOfText } from './connectionError';

const CONNECTION =
  /\bE[A-Z]{4,}\b|CERT|certificate|self-signed|SSL|TLS|socket hang up|timed out/;

/**
 * Why an API server, or the proxy in front of it, refused. `body` is the start of what it said.
 */
export function answerError(options: {
  cluster: string;
  path: string;
  status: number;
  body: string;
}): ClusterError {
  const { cluster, path, status, body } = options;
  const said = messageIn(body);
  const [plain] = path.split('?');
  switch (status) {
    case 401:
      return new ClusterError(
        'unauthorized',
        `cluster ${cluster} rejected the reader's credential, whose token may have expired: ${said}`,
        status,
      );
    case 403:
      return new ClusterError(
        'forbidden',
        `the reader's role in cluster ${cluster} does not allow ${plain}: ${said}`,
        status,
      );
    case 404:
    case 410:
      return isKubernetesStatus(body)
        ? new ClusterError(
            'notServed',
            `cluster ${cluster} does not serve ${plain}`,
            status,
          )
        : new ClusterError(
            'unreachable',
            `the Kubernetes plugin of this backend does not know cluster ${cluster}, is not installed, or has no kubernetes section in app-config: ${said}`,
            status,
          );
    case 408:
    case 429:
    case 504:
      return new ClusterError(
        'timeout',
        `cluster ${cluster} is too busy to answer: ${said}`,
        status,
      );
    default:
      // The Kubernetes plugin answers for a cluster that it did not reach.
      return CONNECTION.test(said)
        ? new ClusterError(
            unknownOfText(said),
            `cluster ${cluster} cannot be reached: ${said
              .split('caused by Error: ')
              .at(-1)}`,
          )
        : new ClusterError(
            'unreachable',
            `cluster ${cluster} answered with status ${status}: ${said}`,
            status,
          );
  }
}

function isKubernetesStatus(body: string): boolean {
  return /"kind"\s*:\s*"Status"/.test(body) || /^404 page not found/.test(body);
}

/** The message of a Kubernetes Status, or of Backstage's error body; else the first words. */
function messageIn(body: string): string {
  try {
    const parsed: { message?: unknown; error?: { message?: unknown } } =
      JSON.parse(body);
    const message = parsed.error?.message ?? parsed.message;
    if (typeof message === 'string') {
      return message.slice(0, 300);
    }
  } catch {
    // It is no JSON: some other server answers there.
  }
  return body.replace(/\s+/g, ' ').slice(0, 120) || 'no message';
}
