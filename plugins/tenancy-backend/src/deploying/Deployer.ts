/** Who may deploy one workload of one tenant, and nothing else: a pipeline. */
export interface Deployer {
  /** Names it in audit events, commits and on pages. */
  name: string;
  tenant: string;
  workload: string;
  environments: readonly string[];
  /** Repositories that its images may come from, beside the one that runs. */
  repositories: readonly string[];
  /** SHA-256 of its token. */
  tokens: readonly Buffer[];
  oidc?: OidcBinding;
}

/** Whose identity tokens are taken: those of an issuer, for an audience, with all of these claims. */
export interface OidcBinding {
  issuer: string;
  audience: string;
  /** Where the keys are; what the issuer says of itself where absent. */
  jwksUri?: string;
  /** The values that each claim may have. */
  claims: Readonly<Record<string, readonly string[]>>;
}
