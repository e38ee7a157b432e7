import { useState } from 'react';
import { ErrorPanel, ProxiedSignInPage } from '@backstage/core-components';
import type { IdentityApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Button, Flex } from '@backstage/ui';
import { chosenUser } from './chosenUser';
import type { DemoUser } from './demoUsers';
import { ForgettingIdentity } from './ForgettingIdentity';
import { UserChoice } from './UserChoice';

/** Signs in as one of the demo users: asks who, or takes who was chosen before. */
export function DemoSignInPage(props: SignInPageProps & { users: DemoUser[] }) {
  const { users, onSignInSuccess } = props;
  const [ref, setRef] = useState(() => {
    const before = chosenUser.get();
    return users.some(user => user.ref === before) ? before : undefined;
  });

  if (!ref) {
    return (
      <UserChoice
        users={users}
        onChoose={chosen => {
          chosenUser.set(chosen);
          setRef(chosen);
        }}
      />
    );
  }
  return (
    <ProxiedSignInPage
      provider="demo"
      headers={{ 'x-demo-user': ref }}
      onSignInSuccess={(identity: IdentityApi) =>
        onSignInSuccess(new ForgettingIdentity(identity, chosenUser.clear))
      }
      ErrorComponent={({ error }) => (
        <Flex direction="column" gap="4" align="start" p="4">
          <ErrorPanel
            title={`Could not sign in as ${ref}`}
            error={error ?? new Error('The portal did not say why')}
          />
          <Button
            onPress={() => {
              chosenUser.clear();
              setRef(undefined);
            }}
          >
            Choose again
          </Button>
        </Flex>
      )}
    />
  );
}
