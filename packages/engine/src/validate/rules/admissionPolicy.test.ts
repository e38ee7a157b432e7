import { wrongFields } from '../__fixtures__/wrongFields';

describe('ValidatingAdmissionPolicy', () => {
  const policyWith = (parts: object) =>
    wrongFields('admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy', {
      spec: {
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: [''],
              apiVersions: ['v1'],
              operations: ['CREATE'],
              resources: ['services'],
            },
          ],
        },
        variables: [{ name: 'labels', expression: 'object.metadata.labels' }],
        ...parts,
      },
    });
  const policy = (...of: object[]) => policyWith({ validations: of });
  const validations = [{ expression: 'true' }];

  it.each<[string, object, string[]]>([
    [
      'a condition on variables',
      {
        validations,
        matchConditions: [{ name: 'a', expression: "'x' in variables.labels" }],
      },
      ['WrongFormat spec.matchConditions[0].expression'],
    ],
    [
      'a condition on the request',
      {
        validations,
        matchConditions: [
          { name: 'a-b', expression: "request.operation == 'CREATE'" },
        ],
      },
      [],
    ],
    [
      'a variable before it is defined',
      {
        validations,
        variables: [
          { name: 'a', expression: 'variables.b' },
          { name: 'b', expression: 'true' },
        ],
      },
      ['WrongFormat spec.variables[0].expression'],
    ],
    [
      'a variable of another type than it is used for',
      {
        validations: [{ expression: 'variables.a || true' }],
        variables: [{ name: 'a', expression: '5' }],
      },
      ['WrongFormat spec.validations[0].expression'],
    ],
    [
      'a text that looks like a variable',
      {
        validations: [
          { expression: "object.a == 'variables.b'" },
          { expression: 'true', messageExpression: "'variables.b'" },
        ],
      },
      [],
    ],
    [
      'a rule that is no yes or no',
      { validations: [{ expression: '5' }] },
      ['WrongFormat spec.validations[0].expression'],
    ],
    [
      'a message that asks who may',
      {
        validations: [
          { expression: 'true', messageExpression: "authorizer.path('a')" },
        ],
      },
      ['WrongFormat spec.validations[0].messageExpression'],
    ],
    [
      'all and another one',
      {
        validations,
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['*', 'apps'],
              apiVersions: ['*', 'v1'],
              operations: ['*', 'CREATE'],
              resources: ['*', 'pods'],
            },
          ],
        },
      },
      [
        'Conflict spec.matchConstraints.resourceRules[0].operations',
        'Conflict spec.matchConstraints.resourceRules[0].apiGroups',
        'Conflict spec.matchConstraints.resourceRules[0].apiVersions',
        'Conflict spec.matchConstraints.resourceRules[0].resources',
      ],
    ],
    [
      'more variables than are kept track of',
      {
        validations,
        variables: Array.from({ length: 2000 }, (_, i) => ({
          name: `v${i}`,
          expression: i > 0 ? `variables.v${i - 1}` : 'true',
        })),
      },
      [],
    ],
    [
      'a variable that is no identifier',
      { validations, variables: [{ name: 'a-b', expression: 'true' }] },
      ['WrongFormat spec.variables[0].name'],
    ],
    [
      'parameters that it does not take',
      { validations: [{ expression: 'params.a' }] },
      ['WrongFormat spec.validations[0].expression'],
    ],
    [
      'parameters that it takes',
      {
        validations: [{ expression: 'params.a' }],
        paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      },
      [],
    ],
  ])('has %s', (_, parts, expected) => {
    expect(policyWith(parts)).toEqual(expected);
  });

  it.each<[string, object, string[]]>([
    ['a rule', { expression: "object.spec.type != 'NodePort'" }, []],
    [
      'a question to the authorizer',
      {
        expression:
          "authorizer.group('a.b').resource('c').check('override').allowed() || !('x' in variables.labels)",
      },
      [],
    ],
    [
      'what is no CEL',
      { expression: 'object.spec.type !=' },
      ['WrongFormat spec.validations[0].expression'],
    ],
    [
      'a rule that cannot be checked here',
      { expression: 'object.spec.unheardOf()' },
      ['NotChecked spec.validations[0].expression'],
    ],
    [
      'a reason of its own',
      { expression: 'true', reason: 'Because' },
      ['NotAllowed spec.validations[0].reason'],
    ],
    [
      'loops over two variables',
      {
        expression:
          "object.spec.ports.all(i, p, i < 2 && p.port > 80) && object.metadata.labels.exists(k, v, k == 'a' && v == 'b') && object.spec.ports.existsOne(i, p, p.port == i)",
      },
      [],
    ],
    [
      'lists and maps that are made of others',
      {
        expression:
          "object.spec.ports.transformList(i, p, p.port).size() > 1 && 'a' in object.metadata.labels.transformMap(k, v, v + k) && 'b' in variables.labels.transformMapEntry(k, v, {v: k})",
      },
      [],
    ],
    [
      'a mistake in a loop over two variables',
      { expression: 'object.spec.ports.all(i, p, q.port > 80)' },
      ['WrongFormat spec.validations[0].expression'],
    ],
    [
      'entries that may be left out',
      { expression: "size({?'a': object.?a, 'b': 1}) > 1" },
      ['NotChecked spec.validations[0].expression'],
    ],
    [
      'items that may be left out',
      { expression: 'size([1, ?object.?a]) > 1' },
      ['NotChecked spec.validations[0].expression'],
    ],
    [
      'a message of a type',
      { expression: 'google.protobuf.Duration{seconds: 1} == object.a' },
      ['NotChecked spec.validations[0].expression'],
    ],
    [
      'functions of a namespace that is not known here',
      { expression: 'unheard.of(object.spec)' },
      ['NotChecked spec.validations[0].expression'],
    ],
    [
      'a name that is none',
      { expression: "objects.spec.a == '{?'" },
      ['WrongFormat spec.validations[0].expression'],
    ],
    ['many lines without a message', { expression: 'true &&\ntrue' }, []],
  ])('with %s', (_, validation, expected) => {
    expect(policy(validation)).toEqual(expected);
  });

  it('needs a binding that denies or warns', () => {
    const binding = (validationActions: string[]) =>
      wrongFields(
        'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding',
        {
          spec: { policyName: 'a', validationActions },
        },
      );
    expect(binding(['Deny', 'Audit'])).toEqual([]);
    expect(binding(['Deny', 'Warn'])).toEqual([
      'Conflict spec.validationActions',
    ]);
    expect(binding([])).toEqual(['MissingField spec.validationActions']);
  });
});
