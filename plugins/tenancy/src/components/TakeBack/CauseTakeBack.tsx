import type { CauseView } from '@groundwork/backstage-plugin-tenancy-common';
import { useFixes } from '../../hooks';
import { TakeBackButton } from './TakeBackButton';

/** Takes back the commit that came just before a cause; nothing where it was none. */
export function CauseTakeBack(props: { tenant: string; cause: CauseView }) {
  const { tenant, cause } = props;
  const { kind, commit } = cause.justBefore ?? {};
  return kind === 'commit' && commit ? (
    <Offered tenant={tenant} commit={commit} />
  ) : null;
}

function Offered(props: { tenant: string; commit: string }) {
  const { data } = useFixes(props.tenant);
  return data ? <TakeBackButton {...props} mayChange={data.mayChange} /> : null;
}
