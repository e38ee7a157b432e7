import { defaultKinds } from '../kinds';

/**
 * The Gateway API that a cluster serves, as the annotations of its CRDs say
 * (`gateway.networking.k8s.io/bundle-version` and `.../channel`). `version` is like `1.6.1`, with or without a `v`.
 *
 * @public
 */
export interface GatewayApi {
  version: string;
  channel: 'standard' | 'experimental';
}

/**
 * What is assumed of a cluster that nobody could ask.
 *
 * @public
 */
export const newestGatewayApi: GatewayApi = {
  version: '1.6.1',
  channel: 'standard',
};

/**
 * Since which minor version of Gateway API 1 a channel has a feature; absent means not at all.
 * Read from the CRDs of the releases and their release notes.
 */
interface Since {
  standard?: number;
  experimental: number;
}

const features = {
  HTTPRoute: { standard: 0, experimental: 0 },
  GRPCRoute: { standard: 1, experimental: 1 },
  TLSRoute: { standard: 5, experimental: 0 },
  TCPRoute: { standard: 6, experimental: 0 },
  UDPRoute: { standard: 6, experimental: 0 },
  'TLSRoute on a listener that terminates TLS': {
    standard: 5,
    experimental: 5,
  },
  'request timeouts': { standard: 2, experimental: 0 },
  'names of rules': { standard: 4, experimental: 2 },
  'mirroring a share of requests': { standard: 3, experimental: 2 },
  'the CORS filter': { standard: 5, experimental: 3 },
  'redirects with status 303, 307 and 308': { standard: 5, experimental: 5 },
  'more than 8 matches in a rule': { standard: 1, experimental: 1 },
  'more than 16 hostnames in a TLSRoute': { standard: 6, experimental: 6 },
  retries: { experimental: 2 },
  'session persistence': { experimental: 1 },
  XBackend: { experimental: 6 },
} satisfies Record<string, Since>;

/**
 * A part of Gateway API that not every version and channel has.
 *
 * @public
 */
export type GatewayFeature = keyof typeof features;

/**
 * Why a cluster's Gateway API lacks a feature, as the end of a sentence; undefined if it has it.
 *
 * @public
 */
export function missingFeature(
  feature: GatewayFeature,
  installed: GatewayApi = newestGatewayApi,
): string | undefined {
  const since: Since = features[feature];
  const has = since[installed.channel];
  if (has !== undefined && minorOf(installed) >= has) {
    return undefined;
  }
  const needed = [
    since.standard === undefined ? undefined : `1.${since.standard} (standard)`,
    since.experimental === since.standard
      ? undefined
      : `1.${since.experimental} (experimental)`,
  ].filter(text => text !== undefined);
  return `Gateway API ${installed.version} (${
    installed.channel
  } channel) is installed, it needs ${needed.join(' or ')}`;
}

/** The minor version; a future major has everything. */
function minorOf({ version }: GatewayApi): number {
  const match = /^v?(\d+)\.(\d+)/.exec(version);
  if (!match) {
    return Number.POSITIVE_INFINITY;
  }
  const major = Number(match[1]);
  if (major === 1) {
    return Number(match[2]);
  }
  return major > 1 ? Number.POSITIVE_INFINITY : -1;
}

const group = 'gateway.networking.k8s.io';

/**
 * The apiVersion to write for a kind, which the installed version serves.
 *
 * @public
 */
export function gatewayApiVersion(
  kind:
    | 'HTTPRoute'
    | 'GRPCRoute'
    | 'TLSRoute'
    | 'TCPRoute'
    | 'UDPRoute'
    | 'ReferenceGrant',
  installed: GatewayApi = newestGatewayApi,
): string {
  const known = defaultKinds.find(group, kind);
  const minor = minorOf(installed);
  const version = known?.versions.find(name => {
    const since = known.servedSince?.[name];
    return since === undefined || minor >= since;
  });
  return `${group}/${version ?? known?.versions.at(-1)}`;
}
