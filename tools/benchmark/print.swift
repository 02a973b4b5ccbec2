// The floor of every start: a program that prints one line.
print("xdsc")
