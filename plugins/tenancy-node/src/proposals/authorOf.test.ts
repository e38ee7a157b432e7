import type { UserEntity } from '@backstage/catalog-model';
import { authorOf } from './authorOf';

const user = (displayName: string, email?: string) => {
  const entity: UserEntity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'ada' },
    spec: { profile: { displayName, email } },
  };
  return { entity };
};

describe('authorOf', () => {
  it('names the person as the catalog does', () => {
    expect(authorOf(user('Ada Lovelace', 'ada@example.com'))).toEqual({
      name: 'Ada Lovelace',
      email: 'ada@example.com',
    });
    expect(authorOf({ ref: 'user:default/bob' }).name).toBe('user:default/bob');
    expect(authorOf()).toEqual({
      name: 'Groundwork',
      email: 'groundwork@localhost',
    });
  });

  it('leaves out what would break the line of a commit, or that nobody sees', () => {
    expect(
      authorOf(user('Ada\u202e\ncommitter x <y@z>', 'a@b>\u200b\nx')),
    ).toEqual({ name: 'Adacommitter x y@z', email: 'a@bx' });
    expect(authorOf(user('\n')).name).toBe('Groundwork');
    expect(authorOf(user('a'.repeat(5000))).name).toHaveLength(200);
  });
});
