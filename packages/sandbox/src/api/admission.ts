import { FieldError, forbidden, invalid } from './ApiError';
import { Fields, KubeObject, isFields, read, write } from './KubeObject';
import { Resource } from './Resource';
import { Admit } from './Writer';
import { Authorizer, RBAC, Rule } from './auth/Authorizer';
import { UserInfo } from './auth/UserInfo';
import {
  completeDefinition,
  definitionErrors,
  definitionUpdateErrors,
  establishedStatus,
} from './definitions';

function refuse(resource: Resource, object: KubeObject, errors: FieldError[]) {
  if (errors.length > 0) {
    throw invalid(resource, object.metadata.name, errors);
  }
}

const admitDefinition: Admit = (sent, before, resource) => {
  const object = completeDefinition(sent);
  refuse(resource, object, [
    ...definitionErrors(object),
    ...(before ? definitionUpdateErrors(before, object) : []),
  ]);
  return { ...object, status: establishedStatus(object) };
};

const admitNamespace: Admit = (object, before) => {
  const label = 'kubernetes.io/metadata.name';
  const { labels, name } = object.metadata;
  const metadata = { ...object.metadata, labels: { ...labels, [label]: name } };
  const named = { ...object, metadata };
  return before ? named : write(named, 'spec.finalizers', ['kubernetes']);
};

const admitSecret: Admit = ({ stringData, ...secret }) => {
  const data: Fields = { ...(isFields(secret.data) ? secret.data : {}) };
  for (const [key, text] of Object.entries(stringData ?? {})) {
    data[key] = Buffer.from(String(text)).toString('base64');
  }
  const type = secret.type ?? 'Opaque';
  return { ...secret, type, ...(Object.keys(data).length ? { data } : {}) };
};

function clusterAddress(): string {
  const byte = () => Math.floor(Math.random() * 254) + 1;
  return `10.${96 + (byte() % 16)}.${byte()}.${byte()}`;
}

const admitService: Admit = (object, before) => {
  if (read(object, 'spec.type') === 'ExternalName') {
    return object;
  }
  const given =
    read(object, 'spec.clusterIP') || read(before, 'spec.clusterIP');
  const address = given || clusterAddress();
  const placed = write(object, 'spec.clusterIP', address);
  return write(placed, 'spec.clusterIPs', [address]);
};

/** Nobody may give away by a role what they don't have themselves. */
function admitRoles(authorizer: Authorizer): Admit {
  return (object, _before, resource, { user }) => {
    const { namespace, name } = object.metadata;
    const isBinding = resource.kind.endsWith('Binding');
    const plural = isBinding
      ? `${String(read(object, 'roleRef.kind')).toLowerCase()}s`
      : resource.plural;
    const asked = {
      verb: isBinding ? 'bind' : 'escalate',
      group: RBAC,
      resource: plural,
      name: isBinding ? String(read(object, 'roleRef.name')) : name,
      namespace,
    };
    const rules = isBinding
      ? authorizer.roleRules(object)
      : ((object.rules ?? []) as Rule[]);
    if (
      !authorizer.allows(user, asked) &&
      !authorizer.covers(user, rules, namespace)
    ) {
      const why = `user "${user.username}" (groups=${JSON.stringify(
        user.groups,
      )}) is attempting to grant RBAC permissions not currently held`;
      throw forbidden(resource, name, why);
    }
    return object;
  };
}

/** For the server's own writes. */
export const SYSTEM: UserInfo = {
  username: 'system:apiserver',
  groups: ['system:masters'],
};

/** The few kinds that need more than their schema. */
export function admission(authorizer: Authorizer): Admit {
  const roles = admitRoles(authorizer);
  const rules: Record<string, Admit> = {
    CustomResourceDefinition: admitDefinition,
    Namespace: admitNamespace,
    Secret: admitSecret,
    Service: admitService,
    Role: roles,
    ClusterRole: roles,
    RoleBinding: roles,
    ClusterRoleBinding: roles,
  };
  return (object, before, resource, context) => {
    const rule = resource.definition ? undefined : rules[resource.kind];
    return rule ? rule(object, before, resource, context) : object;
  };
}
