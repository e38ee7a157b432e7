import type {
  EstateCertificate,
  EstateDrift,
  EstateQuota,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { FixableBy, State } from '@groundwork/engine';

/** One cause of a tenant's trouble: something that somebody must do something about, or of which nothing is known. */
export interface EstateTrouble {
  /** None of what concerns the tenant as a whole. */
  environments: readonly string[];
  state: State;
  text: string;
  fixableBy?: FixableBy;
  /** Milliseconds since the epoch. */
  since?: number;
}

/** What a page over all tenants needs to know of one, as its own team may read it. */
export interface EstateRow {
  /** When it was looked at, milliseconds since the epoch. */
  at: number;
  troubles: EstateTrouble[];
  certificates: Array<Omit<EstateCertificate, 'tenant'>>;
  quotas: Array<Omit<EstateQuota, 'tenant'>>;
  drift: Array<Omit<EstateDrift, 'tenant'>>;
  /** How many of its requests an older version rendered. */
  older: number;
}
