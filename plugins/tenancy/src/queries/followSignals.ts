import type { SignalApi } from '@backstage/plugin-signals-react';
import {
  TENANCY_SIGNAL_CHANNEL,
  type TenancySignal,
} from '@groundwork/backstage-plugin-tenancy-common';
import {
  focusManager,
  type Query,
  type QueryClient,
} from '@tanstack/react-query';
import type { Tagged } from '../api';

/** What comes within this after the first message is one burst with it. */
const BURST_MS = 50;
// Bursts follow each other while a controller works; two reads a second keep up with the eye, and show the last of them within a second.
const GAP_MS = 500;

/**
 * Has what live queries know of a tenant read again when it changed, once for a burst of messages, until the returned function is
 * called. `onHeard` is told of each message.
 */
export function followSignals(
  client: QueryClient,
  signals: SignalApi,
  onHeard: () => void,
): () => void {
  const told = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;

  const readAgain = () => {
    timer = undefined;
    last = Date.now();
    const tenants = new Set(told);
    told.clear();
    client
      .getQueryCache()
      .findAll({ predicate: query => concerns(query, tenants) })
      .forEach(query => invalidate(client, query));
  };
  // Subscribed here and not by useSignal, which keeps only the last of several messages.
  const { unsubscribe } = signals.subscribe<Pick<TenancySignal, 'tenants'>>(
    TENANCY_SIGNAL_CHANNEL,
    ({ tenants }) => {
      onHeard();
      tenants.forEach(tenant => told.add(tenant));
      timer ??= setTimeout(
        readAgain,
        Math.max(BURST_MS, last + GAP_MS - Date.now()),
      );
    },
  );
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

/** Whether the answer to a route may be another one since these tenants changed. */
function concerns(
  { queryKey, state, meta }: Query,
  tenants: ReadonlySet<string>,
): boolean {
  const [place, name] = queryKey as readonly string[];
  switch (place) {
    case 'estate':
      return true;
    case 'tenants':
      return name === undefined || tenants.has(name);
    case 'entities': {
      const { data } = (state.data ?? {}) as Partial<
        Tagged<{ tenant: string }>
      >;
      // Before the first answer nobody knows the tenant, so every signal may be the one waited for, if any is.
      return data === undefined
        ? meta?.awaits !== false
        : tenants.has(data.tenant);
    }
    default:
      return false;
  }
}

async function invalidate(client: QueryClient, query: Query): Promise<void> {
  // What is under way may have been read before the change. It is waited for: cut off at each signal, a slow answer would never come.
  await query.promise?.catch(() => {});
  await client.invalidateQueries(
    {
      queryKey: query.queryKey,
      exact: true,
      // Nobody looks at a hidden page. It reads again when it is shown.
      refetchType: focusManager.isFocused() ? 'active' : 'none',
    },
    { cancelRefetch: false },
  );
}
