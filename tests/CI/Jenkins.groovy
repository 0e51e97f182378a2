// A stand-in for Jenkins, as large as the files in scripts/ci need: it walks the stages of a declarative pipeline and runs its sh steps.
// A section or a step that it does not know is an error. What it knows is written after Jenkins's documentation; it is not Jenkins.
//   groovy Jenkins.groovy JENKINSFILE WORKSPACE STORY...
// A STORY is NAME|KEY=VALUE|...: parameters; GATE, what the person decides, or "abort"; and STOP, the target whose sh step is aborted.
// Each tells what happened in WORKSPACE/NAME.log; build.sh in WORKSPACE is what it runs.
import org.codehaus.groovy.control.CompilerConfiguration

class Aborted extends RuntimeException {}

class Build {
    Map<String, String> story
    File workspace, log
    Map params = [:], env = [:], currentBuild = [description: '']
    boolean hasAgent, isAborted

    void tell(String line) { log << line + '\n' }

    String run(String text) {
        if (!hasAgent) throw new IllegalStateException("sh without an agent: $text")
        def builder = new ProcessBuilder('/bin/sh', '-e', '-c', text).directory(workspace).redirectError(new File(workspace, 'errors'))
        (params + env).each { name, value -> builder.environment()[name as String] = value as String }
        builder.environment().putAll(LOG: log.path, STOP: story.STOP ?: '')
        def process = builder.start()
        if (story.STOP && text.contains("--target=${story.STOP}")) {
            // As an aborted sh step: a signal, and soon it is left alone.
            def begun = new File(workspace, 'artifacts/begun')
            while (!begun.exists()) sleep 20
            "kill -TERM ${new File(workspace, 'artifacts/jenkins/pid').text.trim()}".execute().waitFor()
            throw new Aborted()
        }
        def output = process.inputStream.text
        if (process.waitFor() != 0) throw new IllegalStateException("exit code ${process.exitValue()}: $text\n${new File(workspace, 'errors').text}")
        output
    }
}

/** A section: what is in it is called on this object first, then on the Jenkinsfile. */
abstract class Section {
    Build build

    void fill(Closure body) {
        body.delegate = this
        body.resolveStrategy = Closure.DELEGATE_FIRST
        body()
    }
}

class Agent extends Section { void label(String name) {} }

class Options extends Section {
    void disableConcurrentBuilds() {}
    void buildDiscarder(Map rotation) {}
    Map logRotator(Map rotation) { rotation }
    void timeout(Map time) { assert time.unit in ['MINUTES', 'HOURS'] }
}

class Triggers extends Section {
    // Jenkins's own syntax: five fields, H for any one.
    void cron(String when) {
        assert when ==~ /(H|[0-9H*\/,-]+)( [0-9H*\/,-]+){4}/
        build.tell("at $when")
    }
}

class Parameters extends Section {
    void choice(Map all) { take(all, all.choices[0]) { value -> assert value in all.choices } }
    void string(Map all) { take(all, all.defaultValue) {} }
    void booleanParam(Map all) { take(all, all.defaultValue) {} }

    private void take(Map all, fallback, Closure demand) {
        assert all.description
        def value = build.story.containsKey(all.name) ? build.story[all.name] : fallback
        demand(value)
        build.params[all.name] = fallback instanceof Boolean ? value.toBoolean() : value
    }
}

class When extends Section {
    boolean holds = true
    void beforeAgent(boolean value) {}
    void expression(Closure condition) { holds = holds && condition() }
}

class Post extends Section {
    Map<String, Closure> conditions = [:]
    void always(Closure steps) { conditions.always = steps }
    void aborted(Closure steps) { conditions.aborted = steps }
    void cleanup(Closure steps) { conditions.cleanup = steps }

    void run() {
        conditions.always?.call()
        if (build.isAborted) conditions.aborted?.call()
        conditions.cleanup?.call()
    }
}

abstract class Body extends Section {
    protected agentOf = null, inner, after
    def getNone() { null }
    void agent(Object which) { agentOf = which }
    void stages(Closure body) { inner = body }
    void post(Closure body) { after = new Post(build: build); after.fill(body) }

    protected void work(Closure steps) {
        boolean outer = build.hasAgent
        build.hasAgent = outer || agentOf != null
        try {
            if (inner) new Stages(build: build).fill(inner)
            if (steps) steps()
        } catch (Aborted aborted) {
            build.isAborted = true
            throw aborted
        } finally {
            try {
                after?.run()
            } finally {
                build.hasAgent = outer
            }
        }
    }
}

class Stage extends Body {
    private Closure own
    private When condition
    void when(Closure body) { condition = new When(build: build); condition.fill(body) }
    void steps(Closure body) { own = body }

    void run(String name, Closure body) {
        fill(body)
        assert (own != null) ^ (inner != null): "$name has steps or stages"
        if (condition && !condition.holds) return
        build.tell("stage $name")
        work(own)
    }
}

class Stages extends Section {
    void stage(String name, Closure body) { new Stage(build: build).run(name, body) }
}

class Whole extends Body {
    void options(Closure body) { new Options(build: build).fill(body) }
    void triggers(Closure body) { new Triggers(build: build).fill(body) }
    void parameters(Closure body) { new Parameters(build: build).fill(body) }
    void environment(Closure body) { body.delegate = build.env; body.resolveStrategy = Closure.DELEGATE_FIRST; body() }
}

/** What a step is. (A script that was read from a file is a class of the file's name.) */
abstract class Steps extends Script {
    void pipeline(Closure body) {
        def whole = new Whole(build: build)
        whole.fill(body)
        try {
            whole.work(null)
            build.tell('SUCCESS')
        } catch (Aborted aborted) {
            build.tell('ABORTED')
        }
    }

    void script(Closure body) { body() }
    void dir(String path, Closure body) { body() }
    void timeout(Map time, Closure body) { body() }
    void withCredentials(List credentials, Closure body) { build.tell('with git credentials'); body() }
    Map gitUsernamePassword(Map all) { assert all.credentialsId; all }
    Map choice(Map all) { all }
    void echo(String text) { build.tell("echo $text") }
    void git(Map all) { assert all.url && all.branch && all.credentialsId; build.tell("clone $all.branch") }
    void sh(String text) { build.run(text) }
    String sh(Map all) { build.run(all.script) }

    void archiveArtifacts(Map all) {
        def folder = new File(build.workspace, all.artifacts - '/**')
        assert all.excludes == '**/source/**'
        def files = []
        if (folder.exists()) folder.eachFileRecurse { if (it.file && !it.path.contains('/source/')) files << it.name }
        build.tell("archive ${files.sort().join(' ')}")
    }

    Map input(Map all) {
        assert !build.hasAgent: 'an agent is held at the gate'
        build.tell("gate for $all.submitter: ${all.message.replaceAll('\\s+', ' ')}")
        if (build.story.GATE == 'abort') throw new Aborted()
        assert build.story.GATE in all.parameters[0].choices
        [(all.submitterParameter): 'ann', (all.parameters[0].name): build.story.GATE]
    }
}

def (file, workspace) = [new File(args[0]), new File(args[1])]
def shell = new GroovyShell(this.class.classLoader, new CompilerConfiguration(scriptBaseClass: Steps.name))
args.drop(2).each { text ->
    def parts = text.split('\\|') as List
    def story = parts.tail().collectEntries { it.split('=', 2) as List }
    def build = new Build(story: story, workspace: workspace, log: new File(workspace, parts[0] + '.log'))
    new File(workspace, 'artifacts/begun').delete()
    def jenkinsfile = shell.parse(file)
    jenkinsfile.binding = new Binding(build: build, params: build.params, env: build.env, currentBuild: build.currentBuild)
    jenkinsfile.run()
    build.tell("description $build.currentBuild.description")
}
