import { SignInPage } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { DemoSignInPage } from './DemoSignInPage';
import { readDemoUsers } from './demoUsers';

/** Offers the demo users where the configuration has some, else lets guests in. */
export function PortalSignInPage(props: SignInPageProps) {
  const users = readDemoUsers(useApi(configApiRef));
  return users.length > 0 ? (
    <DemoSignInPage {...props} users={users} />
  ) : (
    <SignInPage {...props} providers={['guest']} />
  );
}
