import { ApiError, cause, refuseInvalid } from './ApiError';
import { Fields, KubeObject, isFields, read, write } from './KubeObject';
import { Resource } from './Resource';
import { Admit } from './Writer';
import { Authorizer, RBAC, Rule } from './auth/Authorizer';
import { admitDefinition } from './definitions';

const NEW_STATUS: Record<string, object> = {
  Namespace: { phase: 'Active' },
  Pod: { phase: 'Pending' },
  PersistentVolumeClaim: { phase: 'Pending' },
};

const admitNamespace: Admit = (object, before) => {
  const { labels, name } = object.metadata;
  const named = write(object, 'metadata.labels', {
    ...labels,
    ['kubernetes.io/metadata.name']: name,
  });
  return before ? named : write(named, 'spec.finalizers', ['kubernetes']);
};

const admitSecret: Admit = ({
  stringData = {},
  type = 'Opaque',
  ...secret
}) => {
  const texts = Object.entries(stringData as Fields);
  const encoded = texts.map(([key, text]) => [
    key,
    Buffer.from(String(text)).toString('base64'),
  ]);
  const data = {
    ...(isFields(secret.data) ? secret.data : {}),
    ...Object.fromEntries(encoded),
  };
  return {
    ...secret,
    type,
    data: Object.keys(data).length > 0 ? data : undefined,
  } as KubeObject;
};

const admitService: Admit = (object, before) => {
  const part = () => Math.floor(Math.random() * 254) + 1;
  const address =
    read(object, 'spec.clusterIP') ||
    read(before, 'spec.clusterIP') ||
    `10.96.${part()}.${part()}`;
  const type = read(object, 'spec.type') ?? 'ClusterIP';
  const typed = write(object, 'spec.type', type);
  return type === 'ExternalName'
    ? typed
    : write(write(typed, 'spec.clusterIP', address), 'spec.clusterIPs', [
        address,
      ]);
};

const admitDeployment: Admit = (object, _before, resource) => {
  const wanted = read(object, 'spec.selector.matchLabels');
  const labels = read(object, 'spec.template.metadata.labels');
  const missing = Object.entries(isFields(wanted) ? wanted : {}).some(
    ([key, value]) => !isFields(labels) || labels[key] !== value,
  );
  const field = 'spec.template.metadata.labels';
  const why = '`selector` does not match template `labels`';
  refuseInvalid(
    resource,
    object.metadata.name,
    missing ? [cause('Invalid', field, why, labels)] : [],
  );
  const replicas = read(object, 'spec.replicas') ?? 1;
  return resource.kind === 'DaemonSet'
    ? object
    : write(object, 'spec.replicas', replicas);
};

/** Nobody may give away by a role what they don't have themselves. */
function admitRoles(authorizer: Authorizer): Admit {
  return (object, _before, resource, { user }) => {
    const { namespace, name } = object.metadata;
    const ref = object.roleRef as { kind: string; name: string } | undefined;
    const rules = ref
      ? authorizer.roleRules(object)
      : ((object.rules ?? []) as Rule[]);
    const asked = {
      verb: ref ? 'bind' : 'escalate',
      group: RBAC,
      resource: ref ? `${ref.kind.toLowerCase()}s` : resource.plural,
      name: ref?.name ?? name,
      namespace,
    };
    if (
      !authorizer.allows(user, asked) &&
      !authorizer.covers(user, rules, namespace)
    ) {
      const why = `user "${user.username}" (groups=${user.groups}) is attempting to grant RBAC permissions not currently held`;
      throw new ApiError(
        403,
        `${resource.plural}.${RBAC} "${name}" is forbidden: ${why}`,
      );
    }
    return object;
  };
}

/** The few built-in kinds that need more than to be stored. */
export function admission(authorizer: Authorizer): Admit {
  const roles = admitRoles(authorizer);
  const rules: Record<string, Admit> = {
    CustomResourceDefinition: admitDefinition,
    Namespace: admitNamespace,
    Secret: admitSecret,
    Service: admitService,
    Deployment: admitDeployment,
    ReplicaSet: admitDeployment,
    StatefulSet: admitDeployment,
    DaemonSet: admitDeployment,
    Role: roles,
    ClusterRole: roles,
    RoleBinding: roles,
    ClusterRoleBinding: roles,
  };
  return (object, before, resource: Resource, context) => {
    if (resource.definition) {
      return object;
    }
    const fresh = before ? undefined : NEW_STATUS[resource.kind];
    const begun = fresh ? { ...object, status: fresh } : object;
    return rules[resource.kind]?.(begun, before, resource, context) ?? begun;
  };
}
