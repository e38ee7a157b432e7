import { growth } from '../testing/growth';
import { hostileYaml } from '../testing/hostileYaml';
import { type YamlLimits, commandLimits, serverLimits } from './limits';
import { readYaml } from './readYaml';
import { YamlError } from './YamlError';

/** Reads, or refuses: any other error fails the test. */
function tried(text: string, limits: YamlLimits = serverLimits): void {
  try {
    readYaml(text, { dialect: 'kubernetes', limits });
  } catch (error) {
    if (!(error instanceof YamlError)) {
      throw error;
    }
  }
}

describe.each(Object.entries(hostileYaml))('%s', (_name, text) => {
  it('costs far less than the square of its length', () => {
    const texts = new Map(
      [32, 64, 128, 256].map(k => [k * 1024, text(k * 1024)]),
    );
    expect(
      growth(size => tried(texts.get(size) ?? '', commandLimits), 64 * 1024),
    ).toBeLessThan(10); // A text of four times the length, whose square is sixteen.
  });

  it('is refused or read on a server, whatever its length', () => {
    expect(() => tried(text(1024 * 1024))).not.toThrow();
    expect(() => tried(text(255 * 1024))).not.toThrow();
  });
});
