import { Text } from '@backstage/ui';
import { Logo } from '../nav/Logo';
import type { DemoUser } from './demoUsers';
import styles from './UserChoice.module.css';

/** The demo users to choose from, each with what they are there to show. */
export function UserChoice(props: {
  users: readonly DemoUser[];
  onChoose: (ref: string) => void;
}) {
  const { users, onChoose } = props;
  return (
    <main className={styles.page}>
      <div className={styles.box}>
        <div className={styles.brand}>
          <Logo size={40} />
          <Text as="h1" variant="title-medium" weight="bold">
            Groundwork
          </Text>
        </div>
        <Text as="p" color="secondary">
          This is a demo. Choose who you are. Each person sees different tenants
          and may do different things.
        </Text>
        <ul className={styles.users}>
          {users.map(user => (
            <li key={user.ref}>
              <button
                type="button"
                className={styles.user}
                onClick={() => onChoose(user.ref)}
              >
                <span className={styles.title}>{user.title}</span>
                {user.description && (
                  <span className={styles.description}>{user.description}</span>
                )}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </main>
  );
}
