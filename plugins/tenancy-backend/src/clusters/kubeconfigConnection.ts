import type { KubeConfig } from '@kubernetes/client-node';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import {
  type ClusterAnswer,
  type ClusterConnection,
  retryAfterOf,
  REVIEW_PATH,
  reviewBody,
} from './ClusterConnection';
import { keptAgent } from './keptAgent';
import { loadKubeconfig } from './loadKubeconfig';

/**
 * A cluster of a kubeconfig file; its context has the cluster's name. Exec plugins and token files work as with kubectl.
 */
export function kubeconfigConnection(options: {
  cluster: string;
  path: string;
  /** Context to use instead of the one with the cluster's name. */
  context?: string;
  /** Loads the client library; large and ESM only, so not before somebody uses it. */
  loadClient?: () => Promise<{ KubeConfig: typeof KubeConfig }>;
}): ClusterConnection {
  const {
    cluster,
    path,
    context = options.cluster,
    loadClient = () => import('@kubernetes/client-node'),
  } = options;
  let loading: Promise<KubeConfig> | undefined;
  const agentFor = keptAgent();
  const load = () => loadKubeconfig({ cluster, path, context, loadClient });

  async function send(
    apiPath: string,
    question: { signal: AbortSignal; accept?: string; body?: string },
  ): Promise<ClusterAnswer> {
    const { signal, accept = 'application/json', body } = question;
    loading ??= load().catch(error => {
      loading = undefined;
      throw error;
    });
    const config = await loading;
    const server = config.getCurrentCluster()?.server ?? '';
    const request: RequestOptions = {
      ...(body === undefined ? {} : { method: 'POST' }),
      headers: {
        Accept: accept,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
    };
    await config.applyToHTTPSOptions(request);
    const url = new URL(`${server.replace(/\/+$/, '')}${apiPath}`);
    const agent = agentFor(url, request);
    const response = await ask(url, { ...request, agent, signal }, body);
    return {
      status: response.statusCode ?? 0,
      date: response.headers.date,
      body: response,
      ...retryAfterOf(response.headers['retry-after']),
    };
  }

  return {
    cluster,
    get: send,
    review: (question, { signal }) =>
      send(REVIEW_PATH, { signal, body: reviewBody(question) }),
  };
}

function ask(
  url: URL,
  options: RequestOptions,
  body?: string,
): Promise<IncomingMessage> {
  const request = url.protocol === 'http:' ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const asked = request(url, options, resolve);
    asked.on('error', (error: NodeJS.ErrnoException) => {
      // The server closed a connection of before just now; of a new one that is an answer.
      if (asked.reusedSocket && error.code === 'ECONNRESET') {
        ask(url, options, body).then(resolve, reject);
      } else {
        reject(error);
      }
    });
    asked.end(body);
  });
}
