import type { ConfigApi } from '@backstage/frontend-plugin-api';

/** Somebody to sign in as in a demo. */
export interface DemoUser {
  /** Name of the user entity, as in `user:default/ada`. */
  name: string;
  title: string;
  description?: string;
}

/** The demo users of the configuration; none outside of a demo. */
export function readDemoUsers(config: ConfigApi): DemoUser[] {
  return (config.getOptionalConfigArray('tenancyDemo.users') ?? []).map(
    user => ({
      name: user.getString('name'),
      title: user.getString('title'),
      description: user.getOptionalString('description'),
    }),
  );
}
