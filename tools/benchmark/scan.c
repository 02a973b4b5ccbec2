// The floor of every reader: libyaml's events of one file, thrown away.
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (!file || fseek(file, 0, SEEK_END)) return 2;
  size_t size = (size_t)ftell(file);
  unsigned char *bytes = malloc(size);
  rewind(file);
  if (!bytes || fread(bytes, 1, size, file) != size) return 2;

  yaml_parser_t parser;
  yaml_event_t event;
  yaml_parser_initialize(&parser);
  yaml_parser_set_input_string(&parser, bytes, size);
  for (yaml_event_type_t type = YAML_NO_EVENT; type != YAML_STREAM_END_EVENT; yaml_event_delete(&event)) {
    if (!yaml_parser_parse(&parser, &event)) return 1;
    type = event.type;
  }
  return 0;
}
