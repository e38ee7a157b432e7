/**
 * A request that a client sends to a Gateway.
 *
 * @public
 */
export interface GatewayRequest {
  gateway: { cluster: string; namespace: string; name: string };
  port: number;
  scheme: 'http' | 'https' | 'grpc' | 'tls' | 'tcp' | 'udp';
  /** As in the header Host; its port plays no part. Empty or absent for the gateway's own address. */
  host?: string;
  method?: string;
  path?: string;
  /** As it stands behind the question mark. */
  query?: string;
  headers?: Readonly<Record<string, string>>;
  /** The name in the TLS handshake, by default the host. */
  sni?: string;
  grpc?: { service: string; method: string };
}

/**
 * A backend with its share of the requests.
 *
 * @public
 */
export interface AnsweringBackend {
  namespace: string;
  name: string;
  port?: number;
  weight: number;
}

/**
 * What becomes of a request, by Gateway API alone: whether pods run and policies let it through is not looked at.
 *
 * - `backend`: one of `backends` answers; requests of `failing` weight get an error all the same
 * - `redirect`, `status`: the gateway answers itself
 * - `refused`: no connection, or one that is closed
 * - `unknown`: `why` says what is not known
 *
 * @public
 */
export interface RequestAnswer {
  outcome: 'backend' | 'redirect' | 'status' | 'refused' | 'unknown';
  why: string;
  /** HTTP statuses that the answer may have; of a backend's answer, without what the backend itself decides. */
  statuses?: number[];
  grpcStatus?: 'OK' | 'Unimplemented' | 'Unavailable';
  backends: AnsweringBackend[];
  /** Weight of the backends that cannot be used. */
  failing: number;
  /** Who gets copies. */
  mirrors: AnsweringBackend[];
  redirect?: {
    scheme: string;
    host: string;
    port?: number;
    path: string;
  };
  /** What the backend sees, where a filter rewrites it. */
  forwarded?: { path?: string; host?: string };
  /** Whether the gateway speaks TLS with the backend. */
  backendSeesTls: boolean;
  /** Who decided. */
  listener?: string;
  route?: { kind: string; namespace: string; name: string; rule: number };
}
