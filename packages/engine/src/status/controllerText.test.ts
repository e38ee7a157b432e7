import { controllerText } from './controllerText';

describe('what a controller says', () => {
  const canary = 'c4n4ry';

  it.each([
    `error calling atoi: strconv.ParseInt: parsing "${canary}": invalid syntax`,
    `error calling mustToDate: parsing time "${canary} x" as "2006-01-02": cannot parse "${canary} x" as "2006"`,
    `error calling fromYaml: yaml: unmarshal errors: line 1: cannot unmarshal !!str \`${canary}\` into map[string]interface {}`,
    `unable to parse url: parse "https://user:a${canary}": invalid port ":a${canary}" after host`,
    `parse: "//u:p": invalid URL escape "%${canary}"`,
    `dial postgres://user:a/${canary}/b@db:5432/shop: refused`,
    `Invalid value: "${canary}": too long`,
  ])('holds no value: %s', text => {
    expect(controllerText(text)).not.toContain(canary);
  });

  it.each([
    'could not get secret data from provider: cannot find secret data for key: "pay/db"',
    'failed to pull image "registry.acme.example/pay/api:1.2.3": not found',
    'Get "https://vault.acme.example:8200/v1/kv": dial tcp 192.0.2.1:8200: connection refused',
    'error retrieving secret at .data[0], key: pay/db@prod, err: no such host',
  ])('is left as it is where it holds none: %s', text => {
    expect(controllerText(text)).toBe(text);
  });

  it.each([
    [
      'pull oci://registry.example.com:5000/charts/app@sha256:abcd failed',
      'pull oci://registry.example.com:5000/charts/app@sha256:abcd failed',
    ],
    [
      'https://git.example.com:8443/org/repo.git?ref=a@b',
      'https://git.example.com:8443/org/repo.git?ref=a@b',
    ],
    ['https://ada:12345@git.example.com/x', 'https://git.example.com/x'],
    ['https://ada:pa/ss@git.example.com/x', 'https://git.example.com/x'],
  ])('keeps the host of %s', (text, shown) => {
    expect(controllerText(text)).toBe(shown);
  });

  it.each([
    'time: invalid duration "hunter2"',
    'time: unknown unit "hunter2" in duration "5hunter2"',
    'ParseAddr("hunter2"): unable to parse IP',
    'error parsing quantity "hunter2"',
  ])('hides what could not be read: %s', text => {
    expect(controllerText(text)).not.toContain('hunter2');
  });
});
