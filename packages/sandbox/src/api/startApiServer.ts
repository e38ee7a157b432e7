import { ApiServer, ApiServerOptions } from './ApiServer';

/**
 * Starts a Kubernetes API server on loopback.
 * @public
 */
export function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  throw new Error(`The API server ${options.name} is not written yet`);
}
