"use client";

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter } from "@codemirror/lint";
import { EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { type RefObject, useEffect, useRef } from "react";
import { editorTheme } from "./editor-theme";
import { jsonColours } from "./json-colours";
import { locatePointer } from "./locate-pointer";
import { offsetOf, policyLinter } from "./policy-linter";

/** What others may do with an editor that is on the page. */
export interface JsonEditorHandle {
  /** Puts the cursor there and the focus into the editor. Both 1-based. */
  jumpTo(place: { readonly line: number; readonly column: number }): void;
  /** The same for an RFC 6901 pointer; false when the text holds no such place. */
  jumpToPointer(pointer: string): boolean;
  replaceText(text: string): void;
}

export interface JsonEditorProps {
  readonly initialText: string;
  readonly label: string;
  /** Id of the text that says how to leave the editor. */
  readonly describedBy: string;
  readonly isReadOnly?: boolean;
  /** The rule to show marked, e.g. the one that decided a call. */
  readonly pointer?: string | undefined;
  readonly onChange?: (text: string) => void;
  readonly onSave?: () => void;
  readonly handle?: RefObject<JsonEditorHandle | null>;
}

const setPointed = StateEffect.define<{ readonly from: number; readonly to: number }>();

const pointedLines = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setPointed)) next = markLines(transaction.state, effect.value);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function markLines(state: EditorState, { from, to }: { readonly from: number; readonly to: number }) {
  const first = state.doc.lineAt(from).number;
  const last = state.doc.lineAt(to).number;
  const lines = Array.from({ length: last - first + 1 }, (_, offset) => state.doc.line(first + offset).from);
  return Decoration.set(lines.map((at) => Decoration.line({ class: "cm-pointed" }).range(at)));
}

/** CodeMirror for one JSON document. Loaded apart from the page: see `lazy-json-editor`. */
export default function JsonEditor(props: JsonEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    if (place.current === null) return;
    const { initialText, pointer, handle } = latest.current;
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({ doc: initialText, extensions: extensionsFor(latest) }),
    });
    if (pointer !== undefined) showPointer(view, pointer, false);
    if (handle) handle.current = handleOf(view);
    return () => {
      if (handle) handle.current = null;
      view.destroy();
    };
  }, []);

  return <div ref={place} className="h-full min-h-0" />;
}

function extensionsFor(latest: RefObject<JsonEditorProps>): Extension[] {
  const { isReadOnly, label, describedBy } = latest.current;
  const attributes = EditorView.contentAttributes.of({
    "aria-label": label,
    "aria-describedby": describedBy,
    tabindex: "0",
    ...(isReadOnly === true ? { "aria-readonly": "true" } : {}),
  });
  const base = [
    lineNumbers(),
    json(),
    jsonColours(),
    drawSelection(),
    bracketMatching(),
    pointedLines,
    editorTheme,
    attributes,
  ];
  if (isReadOnly === true) return [...base, EditorState.readOnly.of(true), EditorView.editable.of(false)];
  const save = () => {
    latest.current.onSave?.();
    return true;
  };
  return [
    ...base,
    history(),
    closeBrackets(),
    indentOnInput(),
    indentUnit.of("  "),
    highlightActiveLine(),
    lintGutter(),
    policyLinter(),
    keymap.of([
      { key: "Mod-s", run: save, preventDefault: true },
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      indentWithTab,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) latest.current.onChange?.(update.state.doc.toString());
    }),
  ];
}

function handleOf(view: EditorView): JsonEditorHandle {
  return {
    jumpTo(place) {
      const anchor = offsetOf(view.state, place);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      view.focus();
    },
    jumpToPointer: (pointer) => showPointer(view, pointer, true),
    replaceText(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
  };
}

function showPointer(view: EditorView, pointer: string, isFocused: boolean): boolean {
  const range = locatePointer(view.state.doc.toString(), pointer);
  if (range === null) return false;
  view.dispatch({
    selection: { anchor: range.from },
    effects: [setPointed.of(range), EditorView.scrollIntoView(range.from, { y: "center" })],
  });
  if (isFocused) view.focus();
  return true;
}
