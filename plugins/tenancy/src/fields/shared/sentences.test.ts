import { sentences } from './sentences';

describe('sentences', () => {
  it('ends every text with one full stop', () => {
    expect(sentences('It is taken.', 'Choose another')).toBe(
      'It is taken. Choose another.',
    );
    expect(sentences('It is taken', '')).toBe('It is taken.');
  });
});
