// Runs a declarative pipeline on the same steps that a scripted one uses. The blocks are read when their place in the run comes, so
// that what they say may depend on what has run before.

import io.jenkins.plugins.pumphouse.pipeline.script.ScriptSection
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

def call(Closure block) {
    def declared = read('pipeline', block)
    if (declared.value('parameters') != null) {
        properties([parameters(read('parameters', declared.value('parameters')).all().collect { symbol(it) })])
    }
    within(declared) {
        def failure = null
        try {
            runStages(read('stages', declared.value('stages')))
        } catch (Throwable t) {
            failure = t
            currentBuild.result = resultOf(t)
        }
        runPost(declared.value('post'), currentBuild.currentResult)
        if (failure != null) {
            throw failure
        }
    }
}

def read(String kind, Closure block) {
    def section = new ScriptSection(kind)
    block.delegate = section
    block.resolveStrategy = Closure.DELEGATE_FIRST
    block()
    // or else the steps of inner blocks, which look for their names through this one, would be read instead of run
    block.delegate = block.owner
    block.resolveStrategy = Closure.OWNER_FIRST
    return section
}

// agent, options and environment around the work of a pipeline or of a stage
def within(ScriptSection declared, Closure work) {
    withAgent(declared.value('agent')) {
        withOptions(declared.value('options') == null ? [] : read('options', declared.value('options')).all(), 0) {
            withVariables(declared.value('environment')) {
                work()
            }
        }
    }
}

def withAgent(agent, Closure work) {
    if (agent == null || agent == 'none') {
        work()
    } else if (agent == 'any') {
        node { work() }
    } else {
        def label = read('agent', agent).value('label')
        node(label == null ? '' : label) { work() }
    }
}

def withOptions(List options, int next, Closure work) {
    if (next == options.size()) {
        work()
    } else if (options[next].name == 'timeout') {
        timeout(options[next].value) { withOptions(options, next + 1, work) }
    } else if (options[next].name == 'retry') {
        retry(options[next].value) { withOptions(options, next + 1, work) }
    } else {
        withOptions(options, next + 1, work)
    }
}

def withVariables(Closure block, Closure work) {
    if (block == null) {
        work()
        return
    }
    def bindings = []
    def plain = []
    read('environment', block).variables().each { name, value ->
        if (value instanceof ScriptSection.Declaration) {
            bindings << environmentCredentials(variable: name, credentialsId: value.value)
        } else {
            plain << "${name}=${value}".toString()
        }
    }
    withCredentials(bindings) {
        withEnv(plain) {
            work()
        }
    }
}

def runStages(ScriptSection stages) {
    def failure = null
    for (stage in stages.all('stage')) {
        if (failure == null) {
            try {
                runStage(stage)
            } catch (Throwable t) {
                failure = t
            }
        } else {
            skipStage(stage.first)
        }
    }
    if (failure != null) {
        throw failure
    }
}

def skipStage(String name) {
    stage(name) {
        echo "Stage \"${name}\" skipped due to earlier failure(s)"
    }
}

def runStage(ScriptSection.Declaration declaration) {
    stage(declaration.first) {
        def declared = read('stage', declaration.value)
        if (declared.value('when') != null && !allOf(read('when', declared.value('when')))) {
            echo "Stage \"${declaration.first}\" skipped due to when conditional"
            return
        }
        if (declared.value('input') != null) {
            input(arguments(read('input', declared.value('input'))))
        }
        within(declared) {
            def failure = null
            try {
                runWork(declared)
            } catch (Throwable t) {
                failure = t
            }
            runPost(declared.value('post'), failure == null ? currentBuild.currentResult : resultOf(failure))
            if (failure != null) {
                throw failure
            }
        }
    }
}

def runWork(ScriptSection declared) {
    if (declared.value('stages') != null) {
        runStages(read('stages', declared.value('stages')))
    } else if (declared.value('parallel') != null) {
        def branches = [:]
        for (branch in read('parallel', declared.value('parallel')).all('stage')) {
            def one = branch
            branches[one.first] = { runStage(one) }
        }
        branches.failFast = declared.value('failFast') == true
        parallel(branches)
    } else {
        def steps = declared.value('steps')
        steps()
    }
}

def allOf(ScriptSection conditions) {
    for (condition in conditions.all()) {
        if (!holds(condition)) {
            return false
        }
    }
    return true
}

def anyOf(ScriptSection conditions) {
    for (condition in conditions.all()) {
        if (holds(condition)) {
            return true
        }
    }
    return false
}

def holds(ScriptSection.Declaration condition) {
    switch (condition.name) {
        case 'expression':
            def expression = condition.value
            return expression() as boolean
        case 'environment':
            return env[condition.value.name] == condition.value.value
        case 'branch':
            return env.BRANCH_NAME == condition.value
        case 'not':
            return !allOf(read('when', condition.value))
        case 'allOf':
            return allOf(read('when', condition.value))
        case 'anyOf':
            return anyOf(read('when', condition.value))
        default:
            return true
    }
}

def runPost(Closure block, String result) {
    if (block == null) {
        return
    }
    def post = read('post', block)
    runCondition(post, 'always', true)
    runCondition(post, 'aborted', result == 'ABORTED')
    runCondition(post, 'failure', result == 'FAILURE')
    runCondition(post, 'success', result == 'SUCCESS')
    runCondition(post, 'unstable', result == 'UNSTABLE')
    runCondition(post, 'unsuccessful', result != 'SUCCESS')
    runCondition(post, 'cleanup', true)
}

def runCondition(ScriptSection post, String name, boolean holds) {
    def work = post.value(name)
    if (holds && work != null) {
        work()
    }
}

def resultOf(Throwable failure) {
    return failure instanceof FlowInterruptedException ? failure.result.toString() : 'FAILURE'
}

def arguments(ScriptSection section) {
    def named = [:]
    section.all().each { named[it.name] = it.value }
    return named
}

def symbol(ScriptSection.Declaration declaration) {
    return invokeMethod(declaration.name, declaration.arguments.toArray())
}
