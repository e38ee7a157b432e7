import { CauseFinding, State } from '../../model';
import type { QuotaStatus, RouteStatus, WorkloadStatus } from '../../model';
import type { ApplicationStatus, SecretStatus } from '../../model';
import type { CertificateStatus, Hop, PushStatus } from '../../model';

/** The status behind a finding, by which rules tell what links it to others. */
export type FoundStatus =
  | { of: 'application'; status: ApplicationStatus }
  | {
      of: 'object';
      application: string;
      isRefused: boolean;
      isByFlux?: true;
    }
  | { of: 'route'; status: RouteStatus; hop?: Hop }
  | { of: 'secret'; status: SecretStatus }
  | { of: 'certificate'; status: CertificateStatus }
  | { of: 'push'; status: PushStatus }
  | { of: 'workload'; status: WorkloadStatus }
  | { of: 'quota'; status: QuotaStatus }
  /** Something that only what follows from it tells of: a store, an issuer, a gateway, a webhook, a cluster. */
  | { of: 'shared' }
  | { of: 'nothing' };

/** A finding as the rules see it. */
export interface Found extends CauseFinding {
  status: FoundStatus;
  /** The cluster that it was read from. */
  cluster?: string;
  /** What controllers say of it, in their words. */
  message?: string;
  /** It works, and is worth a thought. */
  isWarning?: true;
  /** It is on its way for so long that it may never come. */
  isStuck?: true;
}

/** That one finding follows from another one. */
export interface Link {
  to: string;
  because: string;
}

/** What is told only where something else follows from it. */
const quiet: readonly State[] = ['Healthy', 'Progressing', 'Suspended'];

/** Whether a finding is told for its own sake. */
export function isLoud({ state, isWarning, isStuck }: Found): boolean {
  return isWarning === true || isStuck === true || !quiet.includes(state);
}

/** The one environment of a finding; undefined where it has none or several. */
export function environmentOf({ environments }: CauseFinding) {
  return environments.length === 1 ? environments[0] : undefined;
}
