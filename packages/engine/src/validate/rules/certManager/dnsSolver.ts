import { Cursor } from '../Cursor';

const PROVIDERS = [
  'akamai',
  'azureDNS',
  'cloudDNS',
  'cloudflare',
  'route53',
  'acmeDNS',
  'digitalocean',
  'rfc2136',
  'webhook',
];
const ALGORITHMS = ['HMACMD5', 'HMACSHA1', 'HMACSHA256', 'HMACSHA512'];

/** Checks a reference to one key of a secret. */
export function requireKey(reference: Cursor): void {
  reference.get('name').required();
  reference.get('key').required();
}

const CHECKS: Record<string, (provider: Cursor) => void> = {
  akamai: at => {
    at.get('serviceConsumerDomain').required();
    requireKey(at.get('accessTokenSecretRef'));
    requireKey(at.get('clientSecretSecretRef'));
    requireKey(at.get('clientTokenSecretRef'));
  },
  azureDNS: checkAzure,
  cloudDNS: at => {
    at.get('project').required();
    const account = at.get('serviceAccountSecretRef');
    if (account.exists) {
      requireKey(account);
    }
  },
  cloudflare: checkCloudflare,
  route53: at => {
    const reference = at.get('accessKeyIDSecretRef');
    if (!reference.exists) {
      return;
    }
    requireKey(reference);
    if (!at.get('accessKeyID').text()) {
      return;
    }
    reference.fail(
      'Conflict',
      'must not be set together with accessKeyID',
      'Keep one of them.',
    );
  },
  acmeDNS: at => {
    at.get('host').required();
    requireKey(at.get('accountSecretRef'));
  },
  digitalocean: at => requireKey(at.get('tokenSecretRef')),
  rfc2136: checkRfc2136,
  webhook: at => at.get('solverName').required(),
};

/** Checks a solver that writes records. */
export function checkDnsSolver(dns: Cursor): void {
  dns.get('cnameStrategy').oneOf(['None', 'Follow']);
  const given = dns.atMostOne(PROVIDERS);
  if (given.length === 0) {
    dns.fail(
      'MissingField',
      `must have one of ${PROVIDERS.join(', ')}`,
      'Say who serves the zone.',
    );
  }
  const check = CHECKS[given[0]];
  if (check) {
    check(dns.get(given[0]));
  }
}

function checkAzure(azure: Cursor): void {
  azure.get('subscriptionID').required();
  azure.get('resourceGroupName').required();
  const identity = azure.get('managedIdentity');
  const secret = azure.get('clientSecretSecretRef');
  const own = [azure.get('clientID'), azure.get('tenantID')];
  const isOwn = secret.exists || own.some(at => Boolean(at.text()));
  if (!isOwn) {
    checkIdentity(identity);
    return;
  }
  if (secret.exists) {
    requireKey(secret);
  } else {
    secret.required();
  }
  own.forEach(at => at.required());
  if (identity.exists) {
    identity.fail(
      'Conflict',
      'must not be set together with clientID, tenantID or clientSecretSecretRef',
      'Keep one way to sign in.',
    );
  }
}

function checkIdentity(identity: Cursor): void {
  const [client, resource, tenant] = ['clientID', 'resourceID', 'tenantID'].map(
    field => identity.get(field),
  );
  if (resource.text() && (client.text() || tenant.text())) {
    resource.fail(
      'Conflict',
      'must not be set together with clientID or tenantID',
      'Keep one way to name the identity.',
    );
  }
  if (tenant.text()) {
    client.required();
  }
}

function checkCloudflare(cloudflare: Cursor): void {
  const given = cloudflare.atMostOne(['apiKeySecretRef', 'apiTokenSecretRef']);
  if (given.length === 0) {
    cloudflare.fail(
      'MissingField',
      'must have apiKeySecretRef or apiTokenSecretRef',
      'Set one of them.',
    );
  }
  given.forEach(field => requireKey(cloudflare.get(field)));
  if (given.includes('apiKeySecretRef')) {
    cloudflare.get('email').required();
  }
}

function checkRfc2136(rfc2136: Cursor): void {
  const server = rfc2136.get('nameserver');
  server.required();
  if (server.text()) {
    server.named(serverProblem);
  }
  const algorithm = rfc2136.get('tsigAlgorithm');
  if (algorithm.text()) {
    algorithm.named(text =>
      ALGORITHMS.includes(text.toUpperCase())
        ? undefined
        : `must be one of ${ALGORITHMS.join(', ')}`,
    );
  }
  const secret = rfc2136.get('tsigSecretSecretRef');
  const isWhole = Boolean(
    secret.get('name').text() && secret.get('key').text(),
  );
  if (rfc2136.get('tsigKeyName').text()) {
    requireKey(secret);
  } else if (isWhole) {
    rfc2136.get('tsigKeyName').required();
  }
}

/** A host, and perhaps a port; an IPv6 address with a port stands in brackets. */
function serverProblem(text: string): string | undefined {
  const host = /^(\[[^[\]]+\]|[^:[\]]+)(:\d*)?$/.exec(text.trim());
  return host ? undefined : 'must be host:port, with an IPv6 address in []';
}
