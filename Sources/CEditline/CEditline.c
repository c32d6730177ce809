#include "CEditline.h"

#include <stddef.h>

int editline_set_prompt(EditLine *line, editline_prompt prompt, wchar_t mark) {
  return el_wset(line, EL_PROMPT_ESC, prompt, (int)mark);
}

int editline_set_right_prompt(EditLine *line, editline_prompt prompt, wchar_t mark) {
  return el_wset(line, EL_RPROMPT_ESC, prompt, (int)mark);
}

int editline_set_reader(EditLine *line, editline_reader reader) { return el_wset(line, EL_GETCFN, reader); }

int editline_set_data(EditLine *line, void *data) { return el_wset(line, EL_CLIENTDATA, data); }

void *editline_data(EditLine *line) {
  void *data = NULL;
  return el_wget(line, EL_CLIENTDATA, &data) == 0 ? data : NULL;
}

int editline_set_terminal(EditLine *line, const char *type) { return el_wset(line, EL_TERMINAL, type); }

int editline_can_clear(EditLine *line) {
  char *capability = NULL;
  return el_wget(line, EL_GETTC, "ce", &capability) == 0 && capability != NULL && capability[0] != '\0';
}

int editline_set_error_file(EditLine *line, FILE *file) { return el_wset(line, EL_SETFP, 2, file); }

int editline_set_editor(EditLine *line, const wchar_t *name) { return el_wset(line, EL_EDITOR, name); }

int editline_is_vi(EditLine *line) {
  const wchar_t *name = NULL;
  return el_wget(line, EL_EDITOR, &name) == 0 && name != NULL && wcscmp(name, L"vi") == 0;
}

int editline_set_signals(EditLine *line, int on) { return el_wset(line, EL_SIGNAL, on); }

int editline_set_editing(EditLine *line, int on) { return el_wset(line, EL_EDITMODE, on); }

int editline_set_unbuffered(EditLine *line, int on) { return el_wset(line, EL_UNBUFFERED, on); }

int editline_prepare_terminal(EditLine *line, int on) { return el_wset(line, EL_PREP_TERM, on); }

int editline_set_edit_mode(EditLine *line, const wchar_t *setting) {
  return el_wset(line, EL_SETTY, L"-d", setting, NULL);
}

int editline_set_capability(EditLine *line, const wchar_t *name, const wchar_t *value) {
  return el_wset(line, EL_SETTC, name, value, NULL);
}

int editline_redraw(EditLine *line) { return el_wset(line, EL_REFRESH); }

int editline_add_function(EditLine *line, const wchar_t *name, const wchar_t *help, editline_function function) {
  return el_wset(line, EL_ADDFN, name, help, function);
}

int editline_bind(EditLine *line, const wchar_t *keys, const wchar_t *function) {
  return el_wset(line, EL_BIND, keys, function, NULL);
}

int editline_bind_alternative(EditLine *line, const wchar_t *keys, const wchar_t *function) {
  return el_wset(line, EL_BIND, L"-a", keys, function, NULL);
}

int editline_use_history(EditLine *line, HistoryW *history) { return el_wset(line, EL_HIST, history_w, history); }

int editline_history_set_size(HistoryW *history, int size) {
  HistEventW event;
  return history_w(history, &event, H_SETSIZE, size);
}

int editline_history_set_unique(HistoryW *history, int on) {
  HistEventW event;
  return history_w(history, &event, H_SETUNIQUE, on);
}

int editline_history_enter(HistoryW *history, const wchar_t *text) {
  HistEventW event;
  return history_w(history, &event, H_ENTER, text);
}

int editline_history_clear(HistoryW *history) {
  HistEventW event;
  return history_w(history, &event, H_CLEAR);
}
