#include "CEnvoy.h"
