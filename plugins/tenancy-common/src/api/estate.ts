import type {
  FixableBy,
  Finding,
  SourceState,
  State,
} from '@groundwork/engine';

/**
 * One thing that is wrong with one or several tenants alike, told once. Times are milliseconds since the epoch.
 *
 * @public
 */
export interface EstateCause {
  /** The same for as long as the cause is the same. */
  key: string;
  state: State;
  /** In words; a name that differs from tenant to tenant is left out as `…`. */
  text: string;
  fixableBy?: FixableBy;
  /** Since when the first tenant is hit, where that is known. */
  since?: number;
  environments: string[];
  /** Names of the tenants that it hits, at most 200. */
  tenants: string[];
  /** How many it hits. */
  count: number;
}

/**
 * Where something of a tenant is.
 *
 * @public
 */
export interface EstatePlace {
  tenant: string;
  environment: string;
}

/**
 * A certificate that is in trouble or has less than 30 days left.
 *
 * @public
 */
export interface EstateCertificate extends EstatePlace {
  name: string;
  names: string[];
  state: State;
  why: string;
  /** Milliseconds since the epoch. */
  expiresAt?: number;
}

/**
 * A resource of which a tenant has used four fifths of what it may use, or more.
 *
 * @public
 */
export interface EstateQuota extends EstatePlace {
  quota: string;
  resource: string;
  used: string;
  hard: string;
  /** From 0 to more than 1; absent where nothing is allowed at all. */
  share?: number;
}

/**
 * What the cluster of a tenant holds otherwise than Git.
 *
 * @public
 */
export interface EstateDrift extends EstatePlace {
  /** How many objects differ. */
  objects: number;
  /** The first of them, as `Deployment/web`. */
  first: string;
  /** Who wrote it: a program, never a person. */
  manager?: string;
}

/**
 * Requests of a tenant that an older version of Groundwork rendered.
 *
 * @public
 */
export interface EstateRenderer {
  tenant: string;
  requests: number;
}

/**
 * How many findings of a code there are, and of how many tenants.
 *
 * @public
 */
export interface EstateFindingCount {
  code: string;
  severity: Finding['severity'];
  count: number;
  tenants: number;
}

/**
 * Answer of `GET /estate`: what is wrong, drifts and runs out, over the tenants that the caller may see. Each list holds at
 * most 500, worst first; `totals` are of all.
 *
 * @public
 */
export interface EstateView {
  causes: EstateCause[];
  certificates: EstateCertificate[];
  quotas: EstateQuota[];
  drift: EstateDrift[];
  renderers: EstateRenderer[];
  findings: EstateFindingCount[];
  totals: {
    causes: number;
    certificates: number;
    quotas: number;
    drift: number;
    renderers: number;
    findings: number;
  };
  /** How many tenants there are, and how many of them were not looked at yet. */
  tenants: number;
  pending: number;
  /** When the findings were made; absent until they are. Milliseconds since the epoch. */
  findingsAt?: number;
  /** Whether the caller runs the platform, and so sees all tenants and what belongs to none. */
  isAdmin: boolean;
  sources: SourceState[];
}

/**
 * A finding of a check, with whose object it is about. Evidence is left out.
 *
 * @public
 */
export interface EstateFinding
  extends Pick<
    Finding,
    'code' | 'severity' | 'subject' | 'message' | 'fix' | 'fixableBy'
  > {
  /** Absent of what belongs to no tenant, which only those who run the platform are told. */
  tenant?: string;
  environment?: string;
}

/**
 * Answer of `GET /estate/findings?code=&severity=&tenant=&offset=&limit=`: worst first, in pages of 200, at most 1,000.
 *
 * @public
 */
export interface EstateFindingsView {
  items: EstateFinding[];
  /** How many there are on all pages. */
  total: number;
  /** Offset of the next page, absent on the last one. */
  next?: number;
  /** When they were made; absent until they are, and then there are none. Milliseconds since the epoch. */
  findingsAt?: number;
}
