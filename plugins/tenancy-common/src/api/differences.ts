import type {
  EnvironmentChange,
  EnvironmentComparison,
  SourceState,
} from '@groundwork/engine';

/**
 * How an environment differs from the one before it, in short: what the cards show. At most 10 changes, without those that
 * requests ask for; the counts are of all.
 *
 * @public
 */
export interface EnvironmentDifference
  extends Omit<EnvironmentComparison, 'changes'> {
  changes: Array<
    Pick<EnvironmentChange, 'direction' | 'what' | 'commit' | 'olderThan'>
  >;
}

/**
 * Answer of `GET /tenants/:tenant/differences`: each environment beside the one before it, by what Git holds. At most 200
 * changes of 50 objects each; the counts are of all.
 *
 * @public
 */
export interface TenantDifferencesView {
  tenant: string;
  items: EnvironmentComparison[];
  sources: SourceState[];
}
