import type { ConfigApi } from '@backstage/frontend-plugin-api';

/** Somebody to sign in as in a demo. */
export interface DemoUser {
  /** Entity reference, as in `user:default/ada`. */
  ref: string;
  title: string;
  description?: string;
}

function titleOf(ref: string): string {
  const name = ref.replace(/^.*[:/]/, '');
  return name.charAt(0).toLocaleUpperCase('en-US') + name.slice(1);
}

/** The demo users of the configuration; none outside of a demo. */
export function readDemoUsers(config: ConfigApi): DemoUser[] {
  const about = new Map(
    (config.getOptionalConfigArray('tenancyDemo.about') ?? []).map(entry => [
      entry.getString('user'),
      {
        title: entry.getOptionalString('title'),
        description: entry.getOptionalString('description'),
      },
    ]),
  );
  return (config.getOptionalStringArray('tenancyDemo.users') ?? []).map(
    ref => ({
      ref,
      title: about.get(ref)?.title ?? titleOf(ref),
      description: about.get(ref)?.description,
    }),
  );
}
