import { useState } from 'react';
import { ErrorPanel, ProxiedSignInPage } from '@backstage/core-components';
import type { IdentityApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Button } from '@backstage/ui';
import { chosenUser } from './chosenUser';
import type { DemoUser } from './demoUsers';
import { ForgettingIdentity } from './ForgettingIdentity';
import { UserChoice } from './UserChoice';

/** Signs in as one of the demo users: asks who, or takes who was chosen before. */
export function DemoSignInPage(props: SignInPageProps & { users: DemoUser[] }) {
  const { users, onSignInSuccess } = props;
  const [name, setName] = useState(() => {
    const before = chosenUser.get();
    return users.some(user => user.name === before) ? before : undefined;
  });

  if (!name) {
    return (
      <UserChoice
        users={users}
        onChoose={chosen => {
          chosenUser.set(chosen);
          setName(chosen);
        }}
      />
    );
  }
  return (
    <ProxiedSignInPage
      provider="demo"
      headers={{ 'x-demo-user': name }}
      onSignInSuccess={(identity: IdentityApi) =>
        onSignInSuccess(new ForgettingIdentity(identity, chosenUser.clear))
      }
      ErrorComponent={({ error }) => (
        <ErrorPanel
          title={`Could not sign in as ${name}`}
          error={error ?? new Error('The portal did not say why')}
        >
          <Button
            onPress={() => {
              chosenUser.clear();
              setName(undefined);
            }}
          >
            Choose again
          </Button>
        </ErrorPanel>
      )}
    />
  );
}
