import { englishFormTexts } from '../../__testUtils__/englishTexts';
import { portProblem } from './portProblem';

describe('portProblem', () => {
  it.each(['http', 'h2-c', 8080, '8080', 1, 65535])('takes %j', port => {
    expect(portProblem(port, englishFormTexts)).toBeUndefined();
  });

  it.each([0, 65536, 80.5, '70000', '-1'])('refuses the number %j', port => {
    expect(portProblem(port, englishFormTexts)).toMatch(/from 1 to 65535/);
  });

  it.each(['', 'HTTP', 'a b', '-a', 'a--b', 'sixteencharacter'])(
    'refuses the name %j',
    port => {
      expect(portProblem(port, englishFormTexts)).toMatch(/such as http/);
    },
  );
});
