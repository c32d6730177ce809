#pragma once

#include <histedit.h>
#include <stdio.h>
#include <wchar.h>

// `el_wset`, `el_wget` and `history_w` take a variable number of arguments, which Swift can't pass: each function
// here is one of their uses with its arguments fixed. Those that return int return -1 when libedit refuses.

typedef wchar_t *_Nullable (*editline_prompt)(EditLine *_Nonnull);
typedef int (*editline_reader)(EditLine *_Nonnull, wchar_t *_Nonnull);
typedef unsigned char (*editline_function)(EditLine *_Nonnull, wint_t);

/// `mark` stands before and after characters that take no room on the screen.
int editline_set_prompt(EditLine *_Nonnull, editline_prompt _Nonnull, wchar_t mark);
int editline_set_right_prompt(EditLine *_Nonnull, editline_prompt _Nonnull, wchar_t mark);
int editline_set_reader(EditLine *_Nonnull, editline_reader _Nonnull);
int editline_set_data(EditLine *_Nonnull, void *_Nullable);
void *_Nullable editline_data(EditLine *_Nonnull);
/// The address of `type` is kept.
int editline_set_terminal(EditLine *_Nonnull, const char *_Nonnull type);
/// 1 when the terminal can clear to the end of a line, so that lines can be edited on it.
int editline_can_clear(EditLine *_Nonnull);
/// Where libedit writes its complaints.
int editline_set_error_file(EditLine *_Nonnull, FILE *_Nonnull);
int editline_set_editor(EditLine *_Nonnull, const wchar_t *_Nonnull name);
/// 1 when the keys are those of vi, 0 when they are those of emacs.
int editline_is_vi(EditLine *_Nonnull);
/// 1: libedit installs its own signal handlers around each read.
int editline_set_signals(EditLine *_Nonnull, int);
/// 1: lines can be edited.
int editline_set_editing(EditLine *_Nonnull, int);
/// 1: the terminal is prepared, the prompt printed, and each `el_wgets` runs one command.
int editline_set_unbuffered(EditLine *_Nonnull, int);
/// 1: the terminal is in the mode for editing; 0: in the mode it was found in.
int editline_prepare_terminal(EditLine *_Nonnull, int);
/// A setting of stty(1) for the mode in which lines are edited.
int editline_set_edit_mode(EditLine *_Nonnull, const wchar_t *_Nonnull setting);
/// What libedit takes the terminal to be capable of, by the name in termcap(5): `li` is the number of rows in decimal
/// digits, until `el_resize` asks the terminal again.
int editline_set_capability(EditLine *_Nonnull, const wchar_t *_Nonnull name, const wchar_t *_Nonnull value);
/// Draws prompt and line again from where the cursor stands.
int editline_redraw(EditLine *_Nonnull);
int editline_add_function(
    EditLine *_Nonnull, const wchar_t *_Nonnull name, const wchar_t *_Nonnull help, editline_function _Nonnull);
int editline_bind(EditLine *_Nonnull, const wchar_t *_Nonnull keys, const wchar_t *_Nonnull function);
/// In the map of vi's command mode.
int editline_bind_alternative(EditLine *_Nonnull, const wchar_t *_Nonnull keys, const wchar_t *_Nonnull function);
int editline_use_history(EditLine *_Nonnull, HistoryW *_Nonnull);

int editline_history_set_size(HistoryW *_Nonnull, int);
int editline_history_set_unique(HistoryW *_Nonnull, int);
int editline_history_enter(HistoryW *_Nonnull, const wchar_t *_Nonnull);
int editline_history_clear(HistoryW *_Nonnull);
