import { act, render, screen } from '@testing-library/react';
import { EditorView } from '@codemirror/view';
import CodeEditor from './CodeEditor';

function editor(first: string) {
  const onChange = jest.fn();
  const element = (text: string) => (
    <CodeEditor
      label="YAML"
      text={text}
      schema={{}}
      problems={[]}
      onChange={onChange}
    />
  );
  const { rerender } = render(element(first));
  const view = EditorView.findFromDOM(screen.getByLabelText('YAML'))!;
  return {
    onChange,
    text: () => view.state.doc.toString(),
    type: (insert: string) =>
      act(() => {
        view.dispatch({ changes: { from: view.state.doc.length, insert } });
      }),
    told: (text: string) => rerender(element(text)),
  };
}

describe('CodeEditor', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());
  const later = () => act(() => jest.advanceTimersByTime(1_000));

  it('keeps what is typed where the form tells it back late', () => {
    const { type, told, text, onChange } = editor('a');
    type('b');
    type('c');
    later();
    told('ab');
    later();
    expect(text()).toBe('abc');
    expect(onChange.mock.calls.flat()).toEqual(['ab', 'abc']);
    told('abc');
    later();
    expect(text()).toBe('abc');
  });

  it('shows a text that comes from elsewhere', () => {
    const { type, told, text } = editor('a');
    type('b');
    told('ab');
    later();
    told('from Git');
    later();
    expect(text()).toBe('from Git');
  });
});
