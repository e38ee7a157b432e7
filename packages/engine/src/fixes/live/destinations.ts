import ipaddr from 'ipaddr.js';

/** Where a workload says that it connects to: the host and port of a value, and nothing else of it. */
export interface Destination {
  variable: string;
  host: string;
  port: number;
}

const defaults: Readonly<Record<string, number>> = {
  amqp: 5672,
  amqps: 5671,
  http: 80,
  https: 443,
  mongodb: 27017,
  mysql: 3306,
  nats: 4222,
  postgres: 5432,
  postgresql: 5432,
  redis: 6379,
  rediss: 6379,
};

const url =
  /^([a-z][a-z0-9+.-]{1,20}):\/\/(?:[^/?#\s@]*@)?([^/?#\s:,]+)(?::(\d{1,5}))?(?:[/?#]|$)/i;
const pair = /^([^\s:/,@]+):(\d{1,5})$/;

/**
 * The destinations that plain environment variables name: URLs, and `host:port` of an address or a name with a dot. Several
 * hosts in one value, and schemes without a usual port, name none.
 */
export function destinationsOf(
  variables: Readonly<Record<string, unknown>>,
): Destination[] {
  return Object.entries(variables).flatMap(([variable, value]) => {
    const text = typeof value === 'string' ? value.slice(0, 2048) : '';
    const [, scheme, urlHost, urlPort] = url.exec(text) ?? [];
    const [, pairHost, pairPort] = pair.exec(text) ?? [];
    const host = (urlHost ?? pairHost)?.toLowerCase();
    const usual =
      scheme && Object.hasOwn(defaults, scheme.toLowerCase())
        ? defaults[scheme.toLowerCase()]
        : undefined;
    const port = Number(urlPort ?? pairPort ?? usual ?? 0);
    return host && isHost(host) && port > 0 && port < 65536
      ? [{ variable, host, port }]
      : [];
  });
}

function isHost(host: string): boolean {
  return (
    isAddress(host) ||
    /^([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(
      host,
    )
  );
}

/** Whether a host is an IPv4 address in its usual form. */
export function isAddress(host: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(host);
}
