import { FixableBy } from '../../model';

/**
 * What is most likely wrong with a secret that can't be fetched, in words, and whose turn it is: `paths` is the team's where
 * a path lies outside of what the platform lets it read, else the platform's.
 */
export interface SecretCause {
  why: string;
  fixableBy: FixableBy | 'paths' | 'store';
  /** A value has to be put: at a path that is not there, or a field of one that is. */
  missing?: 'path' | 'property';
}

/**
 * The messages of External Secrets, its providers and API servers, the first that matches decides: what is told inside of
 * another message stands before it. Sources: controllers and providers of External Secrets 0.9 to 2.9, Vault, AWS, Google
 * Cloud, Azure, kube-apiserver.
 */
export const secretCauses: ReadonlyArray<readonly [RegExp, SecretCause]> = [
  [
    /denied by spec\.condition|is not allowed from namespace/i,
    { why: 'the store is not open to this namespace', fixableBy: 'platform' },
  ],
  [
    /\b(could not get|failed to get|get) (Cluster)?SecretStore|(cluster)?secretstores?(\.external-secrets\.io)? "[^"]*" not found/i,
    { why: 'the store does not exist', fixableBy: 'store' },
  ],
  [
    /SecretStore "?[^"\s]*"? is not ready|store is not ready/i,
    { why: 'the store is not ready', fixableBy: 'platform' },
  ],
  [
    /failed calling webhook|conversion webhook for .{0,500} failed/i,
    {
      why: 'an admission webhook of the cluster does not answer',
      fixableBy: 'platform',
    },
  ],
  [
    /admission webhook .{0,500} denied the request|ValidatingAdmissionPolicy .{0,500} denied request/i,
    { why: 'an admission policy refused the Secret', fixableBy: 'tenant' },
  ],
  [
    /exceeded quota|failed quota/i,
    { why: 'the quota has no room for another Secret', fixableBy: 'tenant' },
  ],
  [
    /secrets .{0,200}is forbidden: User /i,
    {
      why: 'External Secrets may not write Secrets in this namespace',
      fixableBy: 'platform',
    },
  ],
  [
    /because it is being terminated/i,
    { why: 'the namespace is being deleted', fixableBy: 'platform' },
  ],
  [
    /creationPolicy=Merge|will not be created due to CreationPolicy/i,
    {
      why: 'the Secret that it adds keys to is not there',
      fixableBy: 'tenant',
    },
  ],
  [
    /already owned by|is owned by another|target is owned|not owned by|could not set ExternalSecret controller reference/i,
    { why: 'something else owns the Secret of this name', fixableBy: 'tenant' },
  ],
  [
    /(is|field) immutable|immutable: true/i,
    { why: 'the Secret is immutable and stays as it is', fixableBy: 'tenant' },
  ],
  [
    /Throttl|Too ?Many ?Requests|rate exceeded|rate limit|RESOURCE_EXHAUSTED|ResourceExhausted|status code: 429|Code: 429/i,
    {
      why: 'the store takes no more requests for now',
      fixableBy: 'platform',
    },
  ],
  [
    /Vault is sealed|Code: 503/i,
    { why: 'the store is sealed or away', fixableBy: 'platform' },
  ],
  [
    /cannot get Kubernetes secret|could not fetch \w{1,60} secret|provider client: .{0,300}secrets? "[^"]*" not found|failed to (get|refresh) .{0,40}(token|credentials)|no EC2 IMDS role|NoCredentialProviders|invalid (service |access )?token|invalid_client|unable to log in|failed to log in|invalid role name|could not (assume|get) .{0,60}role|AssumeRole|InvalidClientToken|UnrecognizedClient|ExpiredToken|InvalidIdentityToken|AADSTS\d+|Unauthenticated|invalid_grant|Code: 401|status code: 401|service account .{0,200}not found|unable to create .{0,40}client|cannot get Kubernetes service account/i,
    {
      why: 'the store does not take the credential of this namespace',
      fixableBy: 'platform',
    },
  ],
  [
    /(DISABLED|DESTROYED) state|SecretDisabled/i,
    {
      why: 'the version that is asked for is disabled in the store',
      fixableBy: 'tenant',
    },
  ],
  [
    /permission denied|AccessDenied|not authorized to perform|PermissionDenied|ForbiddenByPolicy|does not have secrets get permission|ForbiddenByRbac|Code: 403|status code: 403|\bForbidden\b/i,
    {
      why: 'the store does not let this namespace read the path',
      fixableBy: 'paths',
    },
  ],
  [
    /cannot find secret data for key|key .{0,500} does not exist in (secret|parameter)|property .{0,500} does not exist|no .{0,60}property|failed to find .{0,60}property|key .{0,300} not found in secret/i,
    {
      why: 'the path has no such field',
      fixableBy: 'tenant',
      missing: 'property',
    },
  ],
  [
    /secret does not exist|can't find the specified secret|ResourceNotFoundException|ParameterNotFound|SecretNotFound|code = NotFound|no secrets? (was |were )?found|isn't an item|no item matched|found 0 items|could not find requested secret|variable not found|404 Not Found|secret .{0,500}not found|not found or has no versions|Code: 404|status code: 404/i,
    {
      why: 'the path does not exist in the store',
      fixableBy: 'tenant',
      missing: 'path',
    },
  ],
  [
    /illegal base64|decoding strategy|unable to unmarshal|failed to unmarshal|error unmarshal|invalid character/i,
    {
      why: 'the value is not in the form that is asked for',
      fixableBy: 'tenant',
    },
  ],
  [
    /a valid config key|can only have alphanumeric|secret keys from/i,
    {
      why: 'a field has a name that no key of a Secret may have',
      fixableBy: 'tenant',
    },
  ],
  [
    /(apply|execut\w+|pars\w+|fetching) .{0,20}template|templateFrom/i,
    { why: 'the template cannot be filled', fixableBy: 'tenant' },
  ],
  [
    /dial tcp|connection refused|connection reset|no such host|i\/o timeout|TLS handshake timeout|deadline exceeded|Client\.Timeout|unexpected EOF|x509:|code = Unavailable|no route to host|Code: 5\d\d|status code: 5\d\d/i,
    { why: 'the store cannot be reached', fixableBy: 'platform' },
  ],
  [
    /(using|running|from) generator|could not generate|failed to generate/i,
    { why: 'the generator makes no value', fixableBy: 'platform' },
  ],
  [
    /is invalid:|Request entity too large|Too long: must have/i,
    { why: 'the API server takes no such Secret', fixableBy: 'tenant' },
  ],
];

/** What a message means; undefined where it does not say, as older versions of External Secrets do. */
export function causeOf(message: string): SecretCause | undefined {
  // Paths are the team's words and may say anything.
  const said = message.replace(/\(key: [^)]*\)/g, '');
  return secretCauses.find(([pattern]) => pattern.test(said))?.[1];
}
