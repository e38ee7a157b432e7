import { FixableBy } from '../../model';

/** What keeps a certificate from being issued, in words, and whose turn it is. */
interface CertificateCause {
  why: string;
  fixableBy: FixableBy;
}

/**
 * What cert-manager and ACME servers say, the first that matches decides. Sources: controllers of cert-manager 1.12 to 1.21,
 * error types of RFC 8555.
 */
export const certificateCauses: ReadonlyArray<
  readonly [RegExp, CertificateCause]
> = [
  [
    /rateLimited|too many (certificates|failed authorizations|new orders)/i,
    {
      why: 'the issuer takes no more requests for now',
      fixableBy: 'platform',
    },
  ],
  [
    /rejectedIdentifier|acme:error:malformed|not allowed by this role|policy forbids issuing|not (a )?valid (hostname|domain)/i,
    { why: 'the issuer refuses these names', fixableBy: 'tenant' },
  ],
  [
    /acme:error:caa|CAA record/i,
    {
      why: 'a CAA record of the domain does not allow this issuer',
      fixableBy: 'platform',
    },
  ],
  [
    /DNS-01 challenge propagation|TXT record|DNS record for .{0,300} not yet propagated/i,
    {
      why: 'the DNS record of the challenge is not to be seen yet',
      fixableBy: 'platform',
    },
  ],
  [
    /(register|verify) ACME account|\/directory": /i,
    { why: 'the issuer cannot be reached', fixableBy: 'platform' },
  ],
  [
    /NXDOMAIN|acme:error:dns|no such host|no valid A? ?records/i,
    { why: 'the name does not resolve', fixableBy: 'platform' },
  ],
  [
    /HTTP-01 challenge propagation|self check|wrong status code|did not return expected|acme:error:(unauthorized|connection)/i,
    {
      why: 'the HTTP challenge is not answered at this name',
      fixableBy: 'platform',
    },
  ],
  [
    /issuer .{0,200}not found|Referenced "?\w*Issuer"? not found/i,
    { why: 'the issuer does not exist', fixableBy: 'tenant' },
  ],
  [
    /issuer .{0,200}(is )?not (yet )?ready|does not have a Ready status|missing Ready condition/i,
    { why: 'the issuer is not ready', fixableBy: 'platform' },
  ],
  [
    /keypair for CA issuer|vault .{0,40}failed to sign|failed to sign certificate/i,
    { why: 'the issuer cannot sign', fixableBy: 'platform' },
  ],
  [
    /^denied|(was|been) denied|was not approved/i,
    { why: 'the request was not approved', fixableBy: 'platform' },
  ],
  [
    /no configured challenge solvers|error presenting|error instantiating .{0,60}solver|error getting \w{1,60} service account|Error getting .{0,60}credential|found no zones|hosted zone|denied the request|violates PodSecurity|AccessDenied|PermissionDenied|Forbidden|\b403\b/i,
    { why: 'the challenge cannot be set up', fixableBy: 'platform' },
  ],
  [
    /dial tcp|connection refused|i\/o timeout|deadline exceeded|x509:|status code: 5\d\d|\b50\d\b/i,
    { why: 'the issuer cannot be reached', fixableBy: 'platform' },
  ],
];

/** What a message means; undefined where it is of no kind that is known. */
export function certificateCauseOf(
  message: string,
): CertificateCause | undefined {
  return certificateCauses.find(([pattern]) => pattern.test(message))?.[1];
}
